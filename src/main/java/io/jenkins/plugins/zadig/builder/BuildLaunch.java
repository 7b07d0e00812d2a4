package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.page.LaunchNotes;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.LaunchJournal;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import io.jenkins.plugins.zadig.task.Launched;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.LaunchConsole;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import jenkins.model.Jenkins;

/** A build's run of a workflow: started at most once, written down before, and waited for if wanted. */
final class BuildLaunch {
    private final BuildWork work;
    private final LaunchOrder order;
    private final WaitOptions options;
    private final ErrorText errors;
    private final StartedTask started;
    private LaunchNotes notes = LaunchNotes.NONE;
    private final LaunchConsole console;

    BuildLaunch(BuildWork work, LaunchOrder order, WaitOptions options) throws AbortException {
        this.work = work;
        this.order = order;
        this.options = options;
        errors = work.errors(order.project(), order.workflow());
        console = new LaunchConsole(work.listener(), order.workflow());
        started = new StartedTask(
                new TaskRef(work.connection().server(), order.project(), order.workflow(), 0),
                work.connection().credentialsId(),
                options.onAbort());
    }

    /** What would be sent, after it was compared with the workflow; what is special about it is said. */
    LaunchPlan plan() throws InterruptedException, AbortException {
        var plan = BuildWork.get(Planner.plan(work.client(), order), errors);
        console.planned(plan);
        return plan;
    }

    /**
     * Starts a task.
     *
     * @param remark to set on the task; empty for none
     * @return whether the build goes on
     */
    boolean run(LaunchPlan plan, String remark, boolean wait) throws InterruptedException, IOException {
        notes = LaunchNotes.of(plan);
        StartedTasks.of(work.run()).add(started);
        var journal = new Journal();
        var launch = work.controller()
                .launches()
                .launch(work.client(), plan, work.connection().tokenUser(), journal);
        Launched launched;
        try {
            launched = launched(launch);
        } catch (InterruptedException x) {
            if (journal.stop()) {
                abort(launch);
            }
            throw x;
        } catch (AbortException x) {
            started.close();
            throw x;
        }
        try {
            return follow(launched, remark, wait);
        } finally {
            // Otherwise the next build tells what became of it.
            if (!Jenkins.get().isTerminating()) {
                started.close();
            }
        }
    }

    private boolean follow(Launched launched, String remark, boolean wait) throws InterruptedException, IOException {
        var task = record(launched);
        var hold = new TaskHold(work, task, options);
        try {
            if (!remark.isEmpty() && !launched.found()) {
                remark(task, remark);
            }
        } catch (InterruptedException x) {
            hold.letGo(options.onAbort());
            throw x;
        }
        return !wait || hold.await();
    }

    private TaskRef record(Launched launched) throws IOException {
        started.started(launched.id());
        work.run().save();
        var task = started.ref();
        TaskEnvironment.begin(work.run(), task, work.client().server(), TaskStatus.WAITING);
        work.record(task).launched(notes);
        work.console(task).launched(launched.found());
        return task;
    }

    private void remark(TaskRef task, String remark) throws InterruptedException, AbortException {
        try {
            work.client()
                    .customWorkflows()
                    .remark(task.workflow(), task.id(), remark)
                    .get();
        } catch (ExecutionException x) {
            work.console(task).remarkFailed(errors.of(ZadigException.of(x.getCause())));
        }
    }

    /** The build is aborted while the run is on its way: the task is cancelled once it is known. */
    private void abort(CompletableFuture<Launched> launch) throws InterruptedException, IOException {
        var log = work.listener().getLogger();
        if (Jenkins.get().isTerminating()) {
            log.println(Messages.console_jenkinsStops());
            return;
        }
        console.aborted();
        try {
            new TaskHold(work, record(launched(launch)), options).letGo(options.onAbort());
        } catch (AbortException x) {
            log.println(x.getMessage());
        }
        started.close();
    }

    private Launched launched(CompletableFuture<Launched> launch) throws InterruptedException, AbortException {
        try {
            return launch.get();
        } catch (ExecutionException x) {
            if (x.getCause() instanceof LaunchLost lost) {
                throw (AbortException) new AbortException(errors.of(
                                lost, work.client().server(), started.ref().type(), order.project(), order.workflow()))
                        .initCause(x);
            }
            throw BuildWork.failure(x.getCause(), errors);
        }
    }

    /** Writes into the build what is about to be sent, unless the build has been aborted. */
    private final class Journal implements LaunchJournal {
        private boolean stopped;
        private boolean intended;

        @Override
        public synchronized CompletableFuture<Void> save(LaunchIntent intent) {
            if (stopped) {
                return CompletableFuture.failedFuture(new CancellationException());
            }
            intended = true;
            started.intend(intent);
            return CompletableFuture.runAsync(
                    () -> {
                        try {
                            work.run().save();
                        } catch (IOException x) {
                            throw new CompletionException(x);
                        }
                    },
                    work.controller().workers());
        }

        @Override
        public void answerLost(ZadigException why) {
            console.answerLost(errors.of(why));
        }

        /** Lets nothing be sent any more; tells whether something may have been. */
        synchronized boolean stop() {
            stopped = true;
            return intended;
        }
    }
}
