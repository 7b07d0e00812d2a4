package io.jenkins.plugins.zadig.bench;

import io.jenkins.plugins.zadig.page.Answered;
import io.jenkins.plugins.zadig.page.ZadigTab;
import io.jenkins.plugins.zadig.page.ZadigTabFactory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Browsers that show the pages of builds, and ask for their state as the page's script does: every two seconds, and the
 * less often the longer nothing changes. What a web server and the rendering of changed parts cost is not there.
 */
final class Browsers {
    private static final long FASTEST = 2_000;
    private static final long SLOWEST = 15_000;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4, task -> {
        var thread = new Thread(task, "browser");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** So many for each build. */
    void show(List<BenchBuild> builds, int browsers) {
        for (BenchBuild build : builds) {
            for (int i = 0; i < browsers; i++) {
                var first = FASTEST * i / browsers;
                threads.schedule(() -> look(build, "", FASTEST), first, TimeUnit.MILLISECONDS);
            }
        }
    }

    List<Long> asked() {
        return List.of(asked.get(), bytes.get());
    }

    private void look(BenchBuild build, String before, long delay) {
        for (var action : new ZadigTabFactory().createFor(build)) {
            var state = Answered.of(((ZadigTab) action).doState()).body();
            asked.incrementAndGet();
            bytes.addAndGet(state.length());
            // But for the time on it, which the script looks at elsewhere.
            var revision = state.replaceFirst("\"now\":\\d+", "");
            var next = revision.equals(before) ? Math.min(SLOWEST, delay * 3 / 2) : FASTEST;
            threads.schedule(() -> look(build, revision, next), next, TimeUnit.MILLISECONDS);
        }
    }
}
