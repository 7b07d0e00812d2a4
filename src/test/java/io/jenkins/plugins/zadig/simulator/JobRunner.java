package io.jenkins.plugins.zadig.simulator;

import java.util.Map;

/** Runs one job task as its script says. */
final class JobRunner {
    private final World world;
    private final TaskRunner tasks;

    JobRunner(World world, TaskRunner tasks) {
        this.world = world;
        this.tasks = tasks;
    }

    void start(SimulatedTask task, SimulatedJob job) {
        job.status = "running";
        job.start = world.now();
        var attempt = job.attempts++;
        if (job.forced != null) {
            end(task, job, job.forced);
        } else if (job.approval != null) {
            tasks.openApproval(task, job);
        } else {
            run(task, job, attempt);
        }
    }

    private void run(SimulatedTask task, SimulatedJob job, int attempt) {
        var script = job.definition.script();
        job.log.add("====================== Preparing Workspace ======================");
        job.log.addAll(script.log);
        if (script.held || world.holds(task.workflow.key(), job.definition.name())) {
            return;
        }
        var outcome = script.outcome(attempt);
        var error = Status.GOOD.contains(outcome) && !"unstable".equals(outcome) ? "" : script.error;
        var run = task.run;
        var duration = script.duration == null ? world.settings().jobDuration() : script.duration;
        world.timeline().after(duration, () -> {
            if (task.run == run && "running".equals(job.status)) {
                end(task, job, new SimulatedJob.Outcome(outcome, error));
            }
        });
    }

    /** Ends a job, or leaves it waiting for a person when the outcome is no end. */
    void end(SimulatedTask task, SimulatedJob job, SimulatedJob.Outcome outcome) {
        if (job.isOver() || Status.COMPLETED.contains(task.status)) {
            return;
        }
        job.status = outcome.status();
        job.error = outcome.error();
        if (job.isOver()) {
            job.end = world.now();
            job.log.add("Job Status: " + job.status);
            publishImage(task, job);
            task.stageOf(job).ifPresent(stage -> tasks.continueStage(task, stage));
        }
    }

    private String imageOf(SimulatedTask task, SimulatedJob job, ServiceRef service) {
        return job.definition.registry() + "/" + service.service() + "-" + service.module() + ":"
                + Json.seconds(world.now()) + "-" + task.id + "-main";
    }

    private static boolean deploys(SimulatedTask task, SimulatedJob other, SimulatedJob build) {
        return other.definition.from().equals(build.definition.name())
                || task.workflow.isProduct() && "zadig-deploy".equals(other.definition.type());
    }

    /** A build that passed has an image, and deploys that take their services from it deploy it. */
    private void publishImage(SimulatedTask task, SimulatedJob job) {
        if (!"zadig-build".equals(job.definition.type()) || !"passed".equals(job.status)) {
            return;
        }
        var service = job.services.get(0);
        var scripted = job.definition.script().image;
        job.image = scripted.isEmpty() ? imageOf(task, job, service) : scripted;
        task.allJobs()
                .filter(other -> deploys(task, other, job))
                .filter(other -> other.services.contains(service))
                .forEach(other -> other.deployImages.putAll(Map.of(service.toString(), job.image)));
    }
}
