package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A controller and a simulator with jobs and workflows of the same names. */
final class PeerSite {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern BUSY = Pattern.compile("\"busyExecutors\":(\\d+)");

    private final Controller controller;
    private final ControllerHome home;
    private final Child simulator;
    private final String server;
    private final Map<String, Path> jobs = new HashMap<>();

    PeerSite(Controller controller, ControllerHome home, Child simulator, String server) {
        this.controller = controller;
        this.home = home;
        this.simulator = simulator;
        this.server = server;
    }

    Controller controller() {
        return controller;
    }

    Child simulator() {
        return simulator;
    }

    /** Before the controller starts. */
    void define(String job, PeerPipeline pipeline) throws IOException {
        simulator.ask("define", job);
        jobs.put(job, home.job(job, pipeline.script(job, server)));
    }

    /** Starts tasks, and builds that wait for them; waits until they do. */
    void launch(String job, int count) throws IOException, InterruptedException {
        simulator.ask("launch", job, count);
        for (int task = 1; task <= count; task++) {
            controller.post("job/" + job + "/buildWithParameters?delay=0sec&TASK=" + task);
        }
        if (!Load.until(() -> builds(job).waiting().size() >= count, PATIENCE, Duration.ofMillis(250))) {
            throw new IllegalStateException(builds(job).waiting().size() + " of " + count + " builds wait");
        }
    }

    JobBuilds builds(String job) {
        return new JobBuilds(jobs.get(job));
    }

    /** Processes that builds of a job have started. */
    List<Long> processes(String job) {
        return Processes.in(jobs.get(job));
    }

    /** Says yes to a build that asks. */
    void answer(String job, int build) throws IOException {
        controller.post("job/" + job + "/" + build + "/input/Go/proceedEmpty");
    }

    void abort(String job, int build) throws IOException {
        controller.post("job/" + job + "/" + build + "/stop");
    }

    int busyExecutors() throws IOException {
        var found = BUSY.matcher(controller.get("computer/api/json?tree=busyExecutors"));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** When each task of a workflow has ended, in microseconds, by its number. */
    Map<Long, Long> ends(String workflow) {
        var ends = new HashMap<Long, Long>();
        for (String word : simulator.ask("ended")) {
            var parts = word.split("[/=]");
            if (parts[0].equals(workflow)) {
                ends.put(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        }
        return ends;
    }
}
