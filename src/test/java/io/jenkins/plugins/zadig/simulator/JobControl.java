package io.jenkins.plugins.zadig.simulator;

import java.util.List;

/** Steers the job tasks of one configured job. */
public final class JobControl {
    private final SimulatedTask task;
    private final List<SimulatedJob> jobs;

    JobControl(SimulatedTask task, List<SimulatedJob> jobs) {
        this.task = task;
        this.jobs = jobs;
    }

    /** The name of the first job task. */
    public String name() {
        return jobs.get(0).name;
    }

    /** The status of the first job task; empty before it starts. */
    public String status() {
        return task.world.read(() -> jobs.get(0).status);
    }

    /** Ends the jobs now, or as soon as they start. */
    public void finish(String outcome) {
        finish(outcome, "");
    }

    public void finish(String outcome, String error) {
        task.world.run(
                () -> jobs.forEach(job -> task.runner.finish(task, job, new SimulatedJob.Outcome(outcome, error))));
    }

    /** Sets a status that ends nothing, for example debug_before or one that does not exist yet. */
    public void show(String status) {
        task.world.run(() -> jobs.forEach(job -> job.status = status));
    }

    public void log(String... lines) {
        task.world.run(() -> jobs.forEach(job -> job.log.addAll(List.of(lines))));
    }

    /** Replaces the cases of the report. */
    public void cases(TestCase... cases) {
        task.world.run(() -> jobs.forEach(job -> {
            job.cases.clear();
            job.cases.addAll(List.of(cases));
        }));
    }
}
