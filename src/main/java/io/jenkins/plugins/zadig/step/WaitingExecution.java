package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.console.ConsoleLogFilter;
import hudson.model.Result;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import io.jenkins.plugins.zadig.page.TaskRecord;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Watch;
import io.jenkins.plugins.zadig.wait.JobLogs;
import io.jenkins.plugins.zadig.wait.LaunchConsole;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.TaskEnd;
import io.jenkins.plugins.zadig.wait.TaskWait;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that waits for a task: holds no thread while it does, and keeps what it needs to go on after a restart. */
abstract class WaitingExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    /** Longest wait for Zadig to confirm a cancellation; jobs take a moment to stop. */
    private static final Duration CANCEL_CAP = Duration.ofSeconds(60);

    private final WorkflowType type;
    private final String project;
    private final String workflow;
    private final WaitOptions options;
    private volatile long id;
    private volatile String launchedBy = "";

    // PhaseTimes in plain numbers.
    private long queuedMillis;
    private long runningMillis;
    private long personMillis;
    private String phase = "";
    private long seenMillis;

    /** Why the step is being stopped, while the task is being cancelled; an abort goes on after a restart, too. */
    @CheckForNull
    private volatile Throwable stopping;

    @CheckForNull
    private transient TaskRecord record;

    @CheckForNull
    private transient Watch watch;

    @CheckForNull
    private transient TaskWait wait;

    /** Whether the end has begun; an abort and the answer to a launch can both lead to it. */
    private transient boolean cancelling;

    private transient volatile String status;

    @CheckForNull
    private transient volatile TaskEnvironment.Noted environment;

    private final GraphPause pause = new GraphPause();

    /** One that waits for a task that exists. */
    WaitingExecution(StepContext context, ZadigStep step, TaskChoice choice, WaitOptions options) {
        this(context, step, choice.server(), choice.type(), choice.project(), choice.workflow(), options);
        setTask(choice.id(), choice.launchedBy());
    }

    WaitingExecution(
            StepContext context,
            ZadigStep step,
            @CheckForNull String server,
            WorkflowType type,
            String project,
            String workflow,
            WaitOptions options) {
        super(context, server, step.getCredentialsId());
        this.type = type;
        this.project = project;
        this.workflow = workflow;
        this.options = options;
    }

    final WorkflowType type() {
        return type;
    }

    final String project() {
        return project;
    }

    final String workflow() {
        return workflow;
    }

    final WaitOptions options() {
        return options;
    }

    final WorkflowTasks tasks() throws IOException, InterruptedException {
        return connection().client().tasks(type);
    }

    /** The task's number, 0 while it is not known. */
    final long id() {
        return id;
    }

    final void setTask(long taskId, String startedBy) {
        id = taskId;
        launchedBy = startedBy;
    }

    @CheckForNull
    final Throwable stopping() {
        return stopping;
    }

    final TaskRef task() throws IOException, InterruptedException {
        return new TaskRef(connection().server(), type, project, workflow, id);
    }

    final TaskConsole console() throws IOException, InterruptedException {
        return new TaskConsole(listener(), task(), connection().client().server());
    }

    final LaunchConsole launchConsole() throws IOException, InterruptedException {
        return new LaunchConsole(listener(), workflow);
    }

    final TaskHandle handle(@CheckForNull WorkflowTask now) throws IOException, InterruptedException {
        return new TaskHandle(task(), task().page(connection().client().server()), launchedBy, now);
    }

    /** What the build keeps of the task, which is known. */
    final synchronized TaskRecord record() throws IOException, InterruptedException {
        if (record == null) {
            record = BuildTasks.of(run())
                    .record(
                            task(),
                            task().page(connection().client().server()),
                            ownCredentialsId(),
                            controller().workers(),
                            new LogMask(getContext().get(ConsoleLogFilter.class), run()));
        }
        return record;
    }

    @Override
    String subject() {
        return id == 0
                ? Messages.subject_workflow(workflow, project)
                : Messages.subject_task(Long.toString(id), workflow);
    }

    /** Makes the task the one that the build's environment tells of; {@code null} when its status is not known yet. */
    final void note(@CheckForNull TaskStatus now) throws IOException, InterruptedException {
        environment = TaskEnvironment.begin(run(), task(), connection().client().server(), now);
    }

    @Override
    void resume() throws Exception {
        // Which task was begun last is not for the order to decide in which steps go on after a restart.
        environment = TaskEnvironment.find(run(), task());
        if (stopping != null) {
            cancelAndEnd(stopping, false);
        } else {
            console().say(Messages.console_resumed());
            await();
        }
    }

    /** Waits for the task from now on. */
    final void await() throws Exception {
        if (stopping != null) {
            cancelAndEnd(stopping, false);
            return;
        }
        var ref = task();
        label(ref);
        var kept = record();
        var controller = controller();
        var open = connection();
        if (!launchedBy.isEmpty()) {
            controller.launches().claim(open.client(), ref);
        }
        if (environment == null) {
            note(null);
        }
        synchronized (this) {
            if (isOver() || stopping != null) {
                return;
            }
            wait = new TaskWait(
                    ref, console(), errors(), options.limits(), times(), controller.timeline(), kept, new End());
            watch = controller.watcher().watch(open.access(), ref, open.watchSettings(), wait);
        }
    }

    private PhaseTimes times() {
        return phase.isEmpty()
                ? PhaseTimes.begin(controller().timeline().now())
                : new PhaseTimes(
                        Duration.ofMillis(queuedMillis),
                        Duration.ofMillis(runningMillis),
                        Duration.ofMillis(personMillis),
                        TaskStatus.Phase.valueOf(phase),
                        Instant.ofEpochMilli(seenMillis));
    }

    /** What becomes of the wait. The callers hold locks, so everything but noting things goes to another thread. */
    private final class End implements TaskWait.Ending {
        @Override
        public void ended(WorkflowTask task) {
            onWorker(() -> {
                stopWatching();
                TaskEnvironment.saw(run(), task(), task.status());
                showLogs(task);
            });
        }

        @Override
        public void timedOut(String why) {
            onWorker(() -> {
                stopWatching();
                if (options.onTimeout() == WaitOptions.Fate.CANCEL) {
                    cancelAndEnd(new AbortException(why), true);
                } else {
                    console().left();
                    fail(new AbortException(why));
                }
            });
        }

        @Override
        public void failed(String why) {
            onWorker(() -> fail(new AbortException(why)));
        }

        @Override
        public void seen(WorkflowTask task, PhaseTimes times) {
            status = TaskWait.status(ref(), task);
            tell(task.status());
            var person =
                    times.phase() == TaskStatus.Phase.PERSON || !Gate.open(task).isEmpty();
            if (keep(times) || person != pause.isOn()) {
                changed(person ? status : null);
            }
        }

        @Override
        public void listed(TaskStatus now, PhaseTimes times) {
            status = TaskWait.status(ref(), now);
            tell(now.wire());
            if (keep(times)) {
                changed(times.phase() == TaskStatus.Phase.PERSON ? status : null);
            }
        }

        private TaskRef ref() {
            return new TaskRef("", type, project, workflow, id);
        }

        private void tell(String now) {
            var noted = environment;
            if (noted != null) {
                noted.saw(now);
            }
        }

        /** Whether the phase is another one. */
        private boolean keep(PhaseTimes times) {
            var another = !times.phase().name().equals(phase);
            queuedMillis = times.queued().toMillis();
            runningMillis = times.running().toMillis();
            personMillis = times.person().toMillis();
            seenMillis = times.at().toEpochMilli();
            phase = times.phase().name();
            return another;
        }

        private void changed(@CheckForNull String why) {
            pause.because(why);
            onWorker(() -> {
                save();
                pause.show(node());
            });
        }
    }

    private void endPause() throws IOException, InterruptedException {
        pause.because(null);
        pause.show(node());
    }

    /** The logs that explain the end come before it. */
    private void showLogs(WorkflowTask task) throws Exception {
        var open = connection();
        var showing = type == WorkflowType.PRODUCT
                ? CompletableFuture.completedFuture(task)
                : new JobLogs(
                                open.afterwards().logs(),
                                task(),
                                console(),
                                controller().timeline())
                        .show(task, options.logs(), options.logLines());
        then(showing, known -> {
            if (!isOver() && stopping == null) {
                record().seen(known);
                publishAndEnd(known);
            }
        });
    }

    private void publishAndEnd(WorkflowTask task) throws Exception {
        endPause();
        if (type == WorkflowType.PRODUCT) {
            withDetail(task(), detail -> {
                var handle = handle(task);
                if (detail != null) {
                    handle.setDetail(detail);
                    record().detail(detail);
                }
                if (detail != null && options.tests()) {
                    new TestPublisher(run(), listener(), node())
                            .show(task(), connection().client().server(), task, detail);
                }
                end(task, handle);
            });
            return;
        }
        var totals = options.tests()
                ? new TestPublisher(run(), listener(), node())
                        .publish(
                                connection().afterwards(),
                                task(),
                                task,
                                controller().workers())
                : CompletableFuture.<TestTotals>completedFuture(null);
        then(totals, tests -> {
            var handle = handle(task);
            if (tests != null) {
                handle.setTests(tests);
                record().tests(tests);
            }
            end(task, handle);
        });
    }

    private void end(WorkflowTask task, TaskHandle handle) throws Exception {
        if (isOver() || stopping != null) {
            return;
        }
        var end = TaskEnd.of(task, task().page(connection().client().server()), options.unstableAs());
        var result = end.result();
        console().ended(task);
        var node = node();
        if (result != Result.SUCCESS && node != null) {
            node.addOrReplaceAction(
                    new WarningAction(result).withMessage(end.cause().getShortDescription()));
        }
        if (result == Result.UNSTABLE) {
            run().setResult(Result.UNSTABLE);
            console().unstable(end.letPass());
        } else if (result != Result.SUCCESS && options.propagate()) {
            fail(new FlowInterruptedException(result, false, end.cause()));
            return;
        }
        succeed(handle);
    }

    private void stopWatching() {
        Watch watching;
        TaskWait waiting;
        synchronized (this) {
            watching = watch;
            waiting = wait;
        }
        // Not with the lock: whoever watches calls back with its own.
        if (watching != null) {
            watching.stop();
        }
        if (waiting != null) {
            waiting.stop();
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        if (isOver()) {
            return;
        }
        if (stopping != null) {
            // Whoever aborts a second time does not want to wait for Zadig.
            onWorker(() -> {
                if (id != 0) {
                    console().abortedAgain();
                }
                fail(cause);
            });
            return;
        }
        stopping = cause;
        onWorker(() -> {
            stopWatching();
            endPause();
            save();
            if (id == 0 || isAsking()) {
                stopLaunch(cause);
            } else {
                cancelAndEnd(cause, false);
            }
        });
    }

    /** Whether Zadig is being asked to run the task, so that only the answer tells what there is to cancel. */
    boolean isAsking() {
        return false;
    }

    /** Stops a launch under way. */
    void stopLaunch(Throwable cause) throws Exception {
        fail(cause);
    }

    /** Cancels the task, if that is wanted, and then ends the step with its reason. */
    final void cancelAndEnd(Throwable cause, boolean timeout) throws Exception {
        synchronized (this) {
            if (cancelling) {
                return;
            }
            cancelling = true;
        }
        var fate = timeout ? options.onTimeout() : options.onAbort();
        var console = console();
        if (fate == WaitOptions.Fate.LEAVE) {
            console.left();
            fail(cause);
            return;
        }
        console.cancelling();
        new Cancellation(connection().client(), task(), controller().timeline(), CANCEL_CAP)
                .run()
                .whenComplete((result, thrown) -> onWorker(() -> {
                    if (thrown != null) {
                        console.notCancelled(errors().of(ZadigException.of(thrown)));
                    } else {
                        record().seen(result.task());
                        TaskEnvironment.saw(run(), task(), result.task().status());
                        console.cancelled(result);
                    }
                    fail(cause);
                }));
    }

    @Override
    public String getStatus() {
        return status == null ? super.getStatus() : status;
    }
}
