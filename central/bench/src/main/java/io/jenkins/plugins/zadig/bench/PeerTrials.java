package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What becomes of waits when the controller is killed, and what goes on when they are aborted. */
final class PeerTrials {
    private static final Duration ENDS = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(20);

    private final PeerSite site;
    private final List<PeerPipeline> pipelines;
    private final int builds;
    private final PrintStream out;

    /** Before the controller starts. */
    PeerTrials(PeerSite site, List<PeerPipeline> pipelines, int builds, PrintStream out) throws IOException {
        this.site = site;
        this.pipelines = pipelines;
        this.builds = builds;
        this.out = out;
        for (PeerPipeline peer : pipelines) {
            site.define(restarted(peer), peer);
            site.define(aborted(peer), peer);
        }
    }

    private static String restarted(PeerPipeline peer) {
        return peer.key() + "-restarted";
    }

    private static String aborted(PeerPipeline peer) {
        return peer.key() + "-aborted";
    }

    void run() throws InterruptedException {
        try {
            restart();
        } catch (IOException | RuntimeException x) {
            out.println("Restart: " + x);
        }
        try {
            abort();
        } catch (IOException | RuntimeException x) {
            out.println("Abort: " + x);
        }
    }

    /** The tasks end while the controller is down, while it starts, and after that. */
    private void restart() throws IOException, InterruptedException {
        var controller = site.controller();
        controller.start();
        for (PeerPipeline peer : pipelines) {
            site.launch(restarted(peer), builds);
        }
        // A request under way is lost, and waitUntil asks very often at first.
        TimeUnit.SECONDS.sleep(60);
        controller.kill();
        for (PeerPipeline peer : pipelines) {
            site.simulator().ask("finishAtRandom", restarted(peer), ENDS.toMillis());
        }
        controller.start();
        if (pipelines.contains(PeerPipeline.INPUT)) {
            for (int build :
                    site.builds(restarted(PeerPipeline.INPUT)).waiting().values()) {
                site.answer(restarted(PeerPipeline.INPUT), build);
            }
        }
        awaitEnds(PeerTrials::restarted, ENDS.plus(PATIENCE));
        for (PeerPipeline peer : pipelines) {
            var results = site.builds(restarted(peer)).results();
            out.printf(
                    "%s: of %d builds, %d end well after the controller was killed; all results: %s%n",
                    peer.name(), builds, results.getOrDefault("SUCCESS", 0), results);
        }
    }

    private void awaitEnds(Function<PeerPipeline, String> jobs, Duration atMost) throws InterruptedException {
        Load.until(
                () -> pipelines.stream()
                        .map(jobs)
                        .allMatch(job -> site.builds(job).ended() >= builds),
                atMost,
                PAUSE);
    }

    private void abort() throws IOException, InterruptedException {
        for (PeerPipeline peer : pipelines) {
            site.launch(aborted(peer), builds);
        }
        TimeUnit.SECONDS.sleep(10);
        for (PeerPipeline peer : pipelines) {
            for (int build : site.builds(aborted(peer)).waiting().values()) {
                site.abort(aborted(peer), build);
            }
        }
        awaitEnds(PeerTrials::aborted, WATCHED);
        site.simulator().ask("forget");
        TimeUnit.MILLISECONDS.sleep(WATCHED.toMillis());
        for (PeerPipeline peer : pipelines) {
            out.printf(
                    "%s: of %d builds that were aborted, %d go on; %d tasks go on; %d processes go on; %d requests in"
                            + " %d s after that%n",
                    peer.name(),
                    builds,
                    builds - site.builds(aborted(peer)).ended(),
                    site.simulator().number("running", aborted(peer)),
                    site.processes(aborted(peer)).size(),
                    site.simulator().number("asked", aborted(peer)),
                    WATCHED.toSeconds());
        }
    }
}
