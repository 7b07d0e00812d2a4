package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Runs one job task as its script says. */
final class JobRunner {
    private static final Set<String> ON_AGENTS = Set.of("zadig-build", "freestyle", "zadig-test", "zadig-scanning");

    private static final DateTimeFormatter TAG =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final World world;
    private final TaskRunner tasks;

    JobRunner(World world, TaskRunner tasks) {
        this.world = world;
        this.tasks = tasks;
    }

    void start(SimulatedTask task, SimulatedJob job) {
        job.start = world.now();
        var attempt = job.attempts++;
        uncover(job);
        takeImages(task, job);
        var prepares = ON_AGENTS.contains(job.definition.type())
                && job.forced == null
                && !world.settings().preparation().isZero();
        if (prepares) {
            // An agent must take the job first (recorded 2.3 to 5.0).
            job.status = "prepare";
            var run = task.run;
            world.timeline().after(world.settings().preparation(), () -> {
                if (task.run == run && "prepare".equals(job.status)) {
                    go(task, job, attempt);
                }
            });
        } else {
            go(task, job, attempt);
        }
    }

    private void go(SimulatedTask task, SimulatedJob job, int attempt) {
        job.status = "running";
        if (job.forced != null) {
            end(task, job, job.forced);
        } else if (job.approval != null) {
            tasks.openApproval(task, job);
        } else {
            run(task, job, attempt);
        }
    }

    private void run(SimulatedTask task, SimulatedJob job, int attempt) {
        var missing = missing(task, job);
        if (!missing.isEmpty()) {
            end(task, job, new SimulatedJob.Outcome("failed", missing));
            job.log.clear();
            return;
        }
        var script = job.definition.script();
        report(task, job);
        if (script.held || world.holds(task.workflow.key(), job.definition.name())) {
            return;
        }
        var undeployable = undeployable(task, job);
        var blocked = !undeployable.isEmpty() || !new Repositories(world).canCheckOut(job.spec.path("repos"));
        var run = task.run;
        var duration = script.duration == null ? world.settings().jobDuration() : script.duration;
        world.timeline().after(duration, () -> {
            if (task.run == run && "running".equals(job.status)) {
                var failure = script.failure(world.line(), job.cases);
                // Only the log tells why (recorded 3.2 to 5.0).
                failure.ifPresent(why -> job.log.add("failed to execute job, error: " + why));
                var outcome = blocked || failure.isPresent() ? "failed" : script.outcome(attempt);
                var silent = Status.GOOD.contains(outcome) && !"unstable".equals(outcome);
                end(task, job, new SimulatedJob.Outcome(outcome, blocked || silent ? undeployable : script.error));
            }
        });
    }

    /** Why a deploy to a workload that is not there fails at once; empty for any other job (recorded 2.3 to 5.0). */
    private String missing(SimulatedTask task, SimulatedJob job) {
        var known = world.project(task.workflow.project()).workloads;
        var target = job.spec.path("target").asText().split("/");
        if (!"custom-deploy".equals(job.definition.type())
                || known.isEmpty()
                || target.length < 2
                || known.contains(target[0] + "/" + target[1])) {
            return "";
        }
        return world.line().namesMissingWorkloads()
                ? target[0].toLowerCase(Locale.ROOT) + " " + target[1] + " not found"
                : "job: " + job.name + " panic: runtime error: invalid memory address or nil pointer dereference";
    }

    /** The first lines come some moments after the start. */
    private void report(SimulatedTask task, SimulatedJob job) {
        var lag = world.settings().reportLag();
        var run = task.run;
        var attempt = job.attempts;
        Runnable first = () -> {
            if (task.run == run && job.attempts == attempt && job.log.isEmpty()) {
                job.log.add("====================== Job Executor Start ======================");
                job.log.addAll(job.definition.script().log);
            }
        };
        if (lag.isZero()) {
            first.run();
        } else {
            world.timeline().after(lag, first);
        }
    }

    /** Ends a job, or leaves it waiting for a person when the outcome is no end. */
    void end(SimulatedTask task, SimulatedJob job, SimulatedJob.Outcome outcome) {
        if (job.isOver() || Status.COMPLETED.contains(task.status)) {
            return;
        }
        job.status = "failed".equals(outcome.status()) ? policy(task, job) : outcome.status();
        job.error = outcome.error();
        if ("prepare".equals(job.status)) {
            start(task, job);
            return;
        }
        if (job.isOver()) {
            job.end = world.now();
            job.log.add("Job Status: " + job.status);
            publishImage(task, job);
            deploy(task, job);
            task.stageOf(job).ifPresent(stage -> tasks.continueStage(task, stage));
        }
    }

    /** What becomes of a job that failed: its policy decides, once (3.1 and later). */
    private String policy(SimulatedTask task, SimulatedJob job) {
        if (!world.line().hasManualSteps() || !job.handlerName.isEmpty()) {
            return "failed";
        }
        return switch (job.definition.errorPolicy()) {
            case "ignore_error" -> "unstable";
            case "manual_check" -> "wait_for_manual_error_handling";
            case "retry" -> job.retries < job.definition.retries() ? retry(job) : "failed";
            default -> "failed";
        };
    }

    private static String retry(SimulatedJob job) {
        job.retries++;
        return "prepare";
    }

    /** The code host's access token is put into the repositories of a job that runs (recorded 1.18 to 5.0). */
    private static void uncover(SimulatedJob job) {
        for (JsonNode repository : job.spec.path("repos")) {
            ((ObjectNode) repository)
                    .put("oauth_token", PlantedSecrets.OAUTH_TOKEN)
                    .put("username", "u")
                    .put("address", "https://gitlab.example.com");
        }
    }

    /** A deploy that starts deploys what the builds before it have made. */
    private static void takeImages(SimulatedTask task, SimulatedJob job) {
        for (JsonNode entry : job.images()) {
            task.allJobs()
                    .filter(build -> "zadig-build".equals(build.definition.type()) && !build.services.isEmpty())
                    .filter(build -> DeployKind.image(build.definition.name(), build.services.get(0))
                            .equals(entry.path("image").asText()))
                    .findFirst()
                    .ifPresent(build -> ((ObjectNode) entry).put("image", build.image()));
        }
    }

    /** Why a deploy fails: an environment that sleeps, an image that is empty, or a module that the service does not have. */
    private String undeployable(SimulatedTask task, SimulatedJob job) {
        if (task.workflow.isProduct()) {
            return "";
        }
        var line = world.line();
        var project = world.project(task.workflow.project());
        if ("zadig-deploy".equals(job.definition.type()) && project.asleep.contains(job.environment())) {
            return "Environment " + project.key + "/" + job.environment() + " is sleeping";
        }
        for (JsonNode entry : job.images()) {
            var service = JobKind.service(entry);
            if (!project.has(service) && line.failsForUnknownModules()) {
                return "1 error occurred:\n\t* service " + service.service() + " container name " + service.module()
                        + " is not found in env " + job.environment() + "\n\n";
            }
            if (project.has(service) && entry.path("image").asText().isEmpty()) {
                return noImage(project.key, job.environment(), service);
            }
        }
        return "";
    }

    private String noImage(String project, String environment, ServiceRef service) {
        var required = "Deployment \"" + service.service()
                + "\" is invalid: spec.template.spec.containers[0].image: Required value\n\n";
        return world.line().failsForUnknownModules()
                ? "1 error occurred:\n\t* failed to update container image in " + project + "-env-" + environment
                        + "/deployments/" + service.service() + "/" + service.module() + ": " + required
                : "create or patch resource error: 1 error occurred:\n\t* deployment patch failed: " + required;
    }

    /** What was deployed runs in its environment. */
    private void deploy(SimulatedTask task, SimulatedJob job) {
        if ("zadig-deploy".equals(job.definition.type()) && "passed".equals(job.status)) {
            var project = world.project(task.workflow.project());
            job.images()
                    .forEach(entry -> project.deployed(
                            job.environment(),
                            JobKind.service(entry),
                            entry.path("image").asText()));
        }
    }

    /** A build that passed has an image, named after module, creation of the task, task and branch (recorded). */
    private void publishImage(SimulatedTask task, SimulatedJob job) {
        if ("zadig-deploy".equals(job.definition.type()) && job.spec.has("origin_revision")) {
            job.spec.put("origin_revision", 1);
        }
        if (!"zadig-build".equals(job.definition.type()) || !"passed".equals(job.status)) {
            return;
        }
        var scripted = job.definition.script().image;
        job.spec.put("image", scripted.isEmpty() ? imageOf(task, job) : scripted);
    }

    static String imageOf(SimulatedTask task, SimulatedJob job) {
        var branch = job.spec.path("repos").path(0).path("branch").asText();
        return branch.isEmpty()
                ? job.registry + "/"
                : job.registry + "/" + job.services.get(0).module() + ":" + TAG.format(task.created) + "-" + task.id
                        + "-" + branch;
    }
}
