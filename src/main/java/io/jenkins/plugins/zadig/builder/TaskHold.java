package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import io.jenkins.plugins.zadig.page.TaskRecord;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.JobLogs;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.TaskEnd;
import io.jenkins.plugins.zadig.wait.TaskWait;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jenkins.model.Jenkins;

/** A build's wait for a task: its thread sleeps until the watcher of all tasks tells the end. */
final class TaskHold {
    /** Longest wait for Zadig to confirm a cancellation; jobs take a moment to stop. */
    private static final Duration CANCEL_CAP = Duration.ofSeconds(60);

    private final BuildWork work;
    private final TaskRef task;
    private final WaitOptions options;
    private final TaskConsole console;
    private final TaskRecord record;

    TaskHold(BuildWork work, TaskRef task, WaitOptions options) throws AbortException {
        this.work = work;
        this.task = task;
        this.options = options;
        this.console = work.console(task);
        this.record = work.record(task);
    }

    /**
     * Waits for the end.
     *
     * @return whether the build goes on
     */
    boolean await() throws InterruptedException, AbortException {
        var environment = TaskEnvironment.begin(work.run(), task, work.client().server(), null);
        WorkflowTask ended;
        try {
            ended = ended(environment);
        } catch (InterruptedException x) {
            letGo(options.onAbort());
            throw x;
        } catch (TimeLimit x) {
            letGo(options.onTimeout());
            throw x;
        }
        TaskEnvironment.saw(work.run(), task, ended.status());
        ended = showLogs(ended);
        record.seen(ended);
        publish(ended);
        console.ended(ended);
        return judge(ended);
    }

    private WorkflowTask ended(TaskEnvironment.Noted environment) throws InterruptedException, AbortException {
        var end = new End(environment);
        var timeline = work.controller().timeline();
        var errors = work.errors(task);
        var wait = new TaskWait(
                task, console, errors, options.limits(), PhaseTimes.begin(timeline.now()), timeline, record, end);
        var watch = work.controller()
                .watcher()
                .watch(work.connection().access(), task, work.connection().watchSettings(), wait);
        try {
            return BuildWork.get(end.task, errors);
        } finally {
            watch.stop();
            wait.stop();
        }
    }

    /** How the wait ends, for the thread that sleeps meanwhile. */
    private static final class End implements TaskWait.Ending {
        private final TaskEnvironment.Noted environment;
        private final CompletableFuture<WorkflowTask> task = new CompletableFuture<>();

        End(TaskEnvironment.Noted environment) {
            this.environment = environment;
        }

        @Override
        public void ended(WorkflowTask last) {
            task.complete(last);
        }

        @Override
        public void timedOut(String why) {
            task.completeExceptionally(new TimeLimit(why));
        }

        @Override
        public void failed(String why) {
            task.completeExceptionally(new AbortException(why));
        }

        @Override
        public void seen(WorkflowTask now, PhaseTimes times) {
            environment.saw(now.status());
        }

        @Override
        public void listed(TaskStatus status, PhaseTimes times) {
            environment.saw(status.wire());
        }
    }

    /** That a time limit is over. */
    private static final class TimeLimit extends AbortException {
        private static final long serialVersionUID = 1L;

        TimeLimit(String why) {
            super(why);
        }
    }

    /** Cancels the task, if that is wanted, and waits until Zadig has confirmed it. */
    void letGo(WaitOptions.Fate fate) throws InterruptedException, AbortException {
        if (fate == WaitOptions.Fate.LEAVE) {
            console.left();
            return;
        }
        if (Jenkins.get().isTerminating()) {
            console.say(Messages.console_jenkinsStops());
            return;
        }
        console.cancelling();
        try {
            var result = new Cancellation(work.client(), task, work.controller().timeline(), CANCEL_CAP)
                    .run()
                    .get();
            TaskEnvironment.saw(work.run(), task, result.task().status());
            record.seen(result.task());
            console.cancelled(result);
        } catch (ExecutionException x) {
            console.notCancelled(work.errors(task).of(ZadigException.of(x.getCause())));
        } catch (InterruptedException x) {
            console.abortedAgain();
            throw x;
        }
    }

    /** The logs that explain the end come before it. */
    private WorkflowTask showLogs(WorkflowTask ended) throws InterruptedException, AbortException {
        if (task.type() == WorkflowType.PRODUCT) {
            return ended;
        }
        var logs = new JobLogs(
                work.connection().afterwards().logs(),
                task,
                console,
                work.controller().timeline());
        return BuildWork.get(logs.show(ended, options.logs(), options.logLines()), work.errors(task));
    }

    private void publish(WorkflowTask ended) throws InterruptedException, AbortException {
        if (!options.tests()) {
            return;
        }
        var publisher = new TestPublisher(work.run(), work.listener(), null);
        if (task.type() == WorkflowType.CUSTOM) {
            record.tests(BuildWork.get(
                    publisher.publish(
                            work.connection().afterwards(),
                            task,
                            ended,
                            work.controller().workers()),
                    work.errors(task)));
            return;
        }
        var client = work.client();
        ProductTaskDetail detail;
        try {
            detail =
                    client.productWorkflows().detail(task.workflow(), task.id()).get();
        } catch (ExecutionException x) {
            console.noDetail(work.errors(task).of(ZadigException.of(x.getCause())));
            return;
        }
        record.detail(detail);
        publisher.show(task, client.server(), ended, detail);
    }

    private boolean judge(WorkflowTask ended) throws AbortException {
        var end = TaskEnd.of(ended, work.page(task), options.unstableAs());
        if (end.result() == Result.UNSTABLE) {
            console.unstable(end.letPass());
            work.run().setResult(Result.UNSTABLE);
            return true;
        }
        if (end.result() == Result.SUCCESS || !options.propagate()) {
            return true;
        }
        end.cause().print(work.listener());
        work.run().setResult(end.result());
        return false;
    }
}
