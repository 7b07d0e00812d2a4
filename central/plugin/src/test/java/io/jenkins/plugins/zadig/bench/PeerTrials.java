package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What becomes of waits when the controller is killed, and what goes on when they are aborted. */
final class PeerTrials {
    private static final Duration ENDS = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
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
            abort();
        } catch (IOException | RuntimeException x) {
            out.println("Restart and abort: " + x);
        }
    }

    /** The tasks end while the controller is down, while it starts, and after that. */
    private void restart() throws IOException, InterruptedException {
        var controller = site.controller();
        controller.start();
        for (PeerPipeline peer : pipelines) {
            site.launch(restarted(peer), builds);
        }
        TimeUnit.SECONDS.sleep(10);
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
        Load.until(() -> pipelines.stream().allMatch(this::isOver), ENDS.plus(PATIENCE), PAUSE);
        for (PeerPipeline peer : pipelines) {
            var results = site.builds(restarted(peer)).results();
            out.printf(
                    "%s: of %d builds, %d end well after the controller was killed; all results: %s%n",
                    peer.name(), builds, results.getOrDefault("SUCCESS", 0), results);
        }
    }

    private boolean isOver(PeerPipeline peer) {
        return site.builds(restarted(peer)).ended() >= builds;
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
        Load.until(
                () -> pipelines.stream()
                        .allMatch(peer -> site.builds(aborted(peer)).ended() >= builds),
                WATCHED,
                PAUSE);
        site.simulator().ask("forget");
        TimeUnit.MILLISECONDS.sleep(WATCHED.toMillis());
        for (PeerPipeline peer : pipelines) {
            var results = site.builds(aborted(peer)).results();
            out.printf(
                    "%s: of %d builds that were aborted, %d go on; %d tasks go on; %d processes go on; %d requests in"
                            + " %d s after that%n",
                    peer.name(),
                    builds,
                    builds - results.values().stream().mapToInt(count -> count).sum(),
                    site.simulator().number("running", aborted(peer)),
                    site.processes(aborted(peer)).size(),
                    site.simulator().number("asked", aborted(peer)),
                    WATCHED.toSeconds());
        }
    }
}
