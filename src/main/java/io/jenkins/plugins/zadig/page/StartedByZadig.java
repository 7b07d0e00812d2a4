package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.api.TaskOrigin;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.TaskAddress;
import io.jenkins.plugins.zadig.order.ZadigTaskParameter;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * Finds out whether a build that names a task in its parameters was started by that task. Zadig starts builds as any
 * other user, so the task's own record is the proof (zadig-servers 25.1, 25.6); anybody can fill in a parameter.
 */
@Extension
public final class StartedByZadig extends RunListener<Run<?, ?>> {
    /** Zadig learns the number of a build a moment after the build has begun (zadig-servers 25.2). */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private static final Duration TURN = Duration.ofMinutes(5);

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        var address = address(run);
        if (!address.isEmpty()) {
            Controller.get().openers.execute(() -> begin(run, listener, address));
        }
    }

    /**
     * Nobody waits for the task. It goes on, and ends a moment later where the build was the last thing that it had to
     * do.
     */
    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        if (run.getCause(ZadigCause.class) != null) {
            follow(run);
        }
    }

    private static void follow(Run<?, ?> run) {
        var controller = Controller.get();
        var tasks = BuildTasks.of(run);
        for (Duration pause : PAUSES) {
            controller.timeline.after(pause, () -> controller.workers.execute(tasks::look));
        }
    }

    private static String address(Run<?, ?> run) {
        for (var action : run.getActions(ParametersAction.class)) {
            for (var value : action.getParameters()) {
                if (ZadigTaskParameter.isNamed(value) && value.getValue() instanceof String text) {
                    return text;
                }
            }
        }
        return "";
    }

    private static void begin(Run<?, ?> run, TaskListener listener, String address) {
        var task = TaskAddress.task(run.getParent(), address);
        if (task == null) {
            // The address of another server is only text.
            return;
        }
        try {
            new Proof(Actor.open(run, listener, task.server(), null, BuildSecrets.of(run)), task).look(0);
        } catch (AbortException x) {
            listener.getLogger().println(x.getMessage());
        }
    }

    /** Looks into the task's record until it tells, or until there was no answer after the last pause. */
    private record Proof(Actor actor, TaskRef task) {
        void look(int attempt) {
            actor.client()
                    .background(TURN)
                    .customWorkflows()
                    .origin(task.workflow(), task.id())
                    .whenComplete((origin, thrown) -> actor.workers().execute(() -> looked(origin, thrown, attempt)));
        }

        private void looked(@CheckForNull TaskOrigin origin, @CheckForNull Throwable thrown, int attempt) {
            var run = actor.run();
            var builds = origin == null
                    ? List.<TaskOrigin.Build>of()
                    : origin.builds().stream()
                            .filter(build -> build.number() == run.getNumber()
                                    && build.job().equals(run.getParent().getFullName()))
                            .toList();
            if (origin != null && builds.stream().anyMatch(Proof::isHere)) {
                prove(origin);
            } else if (!builds.isEmpty()) {
                actor.say(Messages.cause_otherJenkins(
                        task, builds.get(0).host(), Jenkins.get().getRootUrl()));
            } else if (attempt < PAUSES.size()) {
                actor.timeline().after(PAUSES.get(attempt), () -> look(attempt + 1));
            } else if (thrown == null) {
                actor.say(Messages.cause_unproved(task));
            } else {
                actor.say(Messages.cause_unknown(task, actor.line(thrown, task).getMessage()));
            }
        }

        /** Several controllers can have a job of this name, so the address counts as well. */
        private static boolean isHere(TaskOrigin.Build build) {
            var root = Jenkins.get().getRootUrl();
            return root != null && bare(root).equalsIgnoreCase(bare(build.host()));
        }

        private static String bare(String address) {
            return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        }

        private void prove(TaskOrigin origin) {
            var run = actor.run();
            var page = task.page(actor.address());
            var cause = new ZadigCause(task, origin.creator(), page);
            synchronized (run) {
                var causes = new ArrayList<Cause>(run.getCauses());
                if (!causes.contains(cause)) {
                    causes.add(cause);
                    run.replaceAction(new CauseAction(causes));
                }
            }
            BuildTasks.of(run).record(task, page, null, actor.workers(), actor.mask());
            cause.print(actor.listener());
            follow(run);
            BuildTasks.save(run);
        }
    }
}
