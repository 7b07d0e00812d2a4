package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.BuildTask;
import io.jenkins.plugins.zadig.act.KnownTask;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.OwnTasks;
import io.jenkins.plugins.zadig.act.StepTask;
import io.jenkins.plugins.zadig.act.TaskDisplay;
import io.jenkins.plugins.zadig.act.TaskFailed;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import io.jenkins.plugins.zadig.wait.WaitForm;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A build step at work: its build, the way to the server, and the thread that waits for what others do. */
final class BuildWork {
    private final Run<?, ?> run;
    private final TaskListener listener;
    private final BuildText text;
    private final String server;
    private final String credentialsId;
    private final Operation operation;

    private Actor actor;

    BuildWork(
            Run<?, ?> run,
            TaskListener listener,
            BuildText text,
            @CheckForNull String server,
            @CheckForNull String credentialsId,
            Operation operation) {
        this.operation = operation;
        this.run = run;
        this.listener = listener;
        this.text = text;
        this.server = text.expand(server);
        this.credentialsId = text.expand(credentialsId);
    }

    Run<?, ?> run() {
        return run;
    }

    TaskListener listener() {
        return listener;
    }

    BuildText text() {
        return text;
    }

    /** What a verb needs of the build. */
    Actor actor() throws AbortException {
        return actor(null);
    }

    private Actor actor(@CheckForNull String otherwise) throws AbortException {
        if (actor == null) {
            actor = Actor.open(run, listener, server == null ? otherwise : server, credentialsId, BuildSecrets.of(run));
            actor.connection().require(operation);
        }
        return actor;
    }

    /** The server that the step names. */
    Connection connection() throws AbortException {
        return actor().connection();
    }

    /** The task that a form names, or the one that the build started last when it names none. */
    KnownTask task(
            @CheckForNull String type,
            @CheckForNull String project,
            @CheckForNull String workflow,
            @CheckForNull String id)
            throws AbortException {
        var wantedProject = text.expandOrEmpty(project);
        var wantedWorkflow = text.expandOrEmpty(workflow);
        var wantedId = text.expandOrEmpty(id);
        if (wantedProject.isEmpty() && wantedWorkflow.isEmpty() && wantedId.isEmpty()) {
            var last = new OwnTasks(run).lastLaunched();
            if (last == null) {
                throw new AbortException(Messages.BuildWork_noTask());
            }
            return last.at(actor(last.server(run)));
        }
        if (wantedProject.isEmpty() || wantedWorkflow.isEmpty() || wantedId.isEmpty()) {
            throw new AbortException(Messages.BuildWork_taskMissing());
        }
        return KnownTask.named(new TaskRef(
                connection().server(),
                WaitForm.type(text.expand(type)),
                wantedProject,
                wantedWorkflow,
                number(wantedId)));
    }

    private static long number(String id) throws AbortException {
        try {
            // As people and other builds write it.
            var number = Long.parseLong(id.startsWith("#") ? id.substring(1) : id);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException x) {
            throw (AbortException) new AbortException(Messages.BuildWork_noNumber(id)).initCause(x);
        }
        throw new AbortException(Messages.BuildWork_noNumber(id));
    }

    /**
     * Follows a task to its end; the thread sleeps meanwhile.
     *
     * @param launches whether the step starts the task
     * @param waits whether the build waits for the end
     * @return whether the build goes on
     */
    boolean follow(Opening opening, KnownTask task, boolean launches, WaitOptions options, boolean waits)
            throws InterruptedException, IOException {
        var known = new OwnTasks(run);
        var own = launches || known.isLaunched(task.ref()) ? run.getExternalizableId() : "";
        var wanted = new StepTask(known.nextStep(), null, launches, task, own, options, waits, false);
        var following = BuildTask.begin(actor(), wanted, opening, TaskDisplay.NONE, null);
        try {
            following.end().get();
            return true;
        } catch (InterruptedException x) {
            leave(following, x);
            throw x;
        } catch (ExecutionException x) {
            return judge(x.getCause());
        }
    }

    /** The build is aborted. A second time it does not wait for what is left to do. */
    private static void leave(BuildTask following, InterruptedException cause) throws InterruptedException {
        following.stop(cause);
        try {
            following.end().handle((task, thrown) -> thrown).get();
        } catch (ExecutionException x) {
            throw new IllegalStateException(x);
        } catch (InterruptedException x) {
            following.stop(cause);
            following
                    .end()
                    .handle((task, thrown) -> thrown)
                    .completeOnTimeout(cause, 1, TimeUnit.SECONDS)
                    .join();
            throw x;
        }
    }

    /** The end of the task as that of the build. */
    private boolean judge(Throwable end) throws AbortException {
        if (end instanceof TaskFailed failed) {
            failed.getCauses().forEach(cause -> cause.print(listener));
            run.setResult(Result.FAILURE);
            return false;
        }
        if (end instanceof FlowInterruptedException interrupted) {
            interrupted.handle(run, listener);
            run.setResult(interrupted.getResult());
            return false;
        }
        throw end instanceof AbortException known ? known : new AbortException(end.toString());
    }
}
