package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.LaunchConsole;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * What a build has to do with one task, from before anything is asked of Zadig to the end: the same for Pipeline and
 * freestyle. This is the way through it: the {@linkplain Opening opening}, the {@linkplain WatchedTask wait} and the
 * {@linkplain StepEnd end}.
 */
public final class BuildTask implements LiveTasks.Live {
    private static final Logger LOGGER = Logger.getLogger(BuildTask.class.getName());

    /** Shorter than the patience of whoever ends a build: 15 s of a job's deletion, 60 s of {@code timeout}. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final Actor actor;
    private final StepTask wanted;
    private final Opening opening;
    private final TaskDisplay display;
    private final TaskNotes notes;
    private final TaskCheck check;
    private final StopState state;
    private final WatchedTask watched;
    private final StepEnd ending;

    /** Calls off the limit of the time before there is a task. */
    private volatile Runnable callOff = () -> {};

    /** Whether that time is over: what is under way then may still be turned away. */
    private volatile boolean overdue;

    private BuildTask(
            Actor actor, StepTask wanted, Opening opening, TaskDisplay display, @CheckForNull Throwable stopped)
            throws AbortException {
        this.actor = actor;
        this.wanted = wanted;
        this.opening = opening;
        this.display = Shown.calmly(TaskDisplay.class, () -> display);
        notes = new TaskNotes(actor, wanted, opening.order());
        check = new TaskCheck(actor, notes);
        state = new StopState(stopped == null ? stoppedBefore() : stopped);
        watched = new WatchedTask(this, this.display);
        ending = new StepEnd(this, state, this.display);
        actor.changeOnlyWhile(() -> !state.isUnwanted());
    }

    /**
     * Begins to follow a task, or goes on where the same step of the build was before the controller stopped. It reads
     * files, so it is for a thread of the plugin.
     *
     * @param stopped why the build did not want the task any more before the controller stopped; {@code null} when it
     *     does
     * @throws AbortException when what the step kept before that cannot be read
     */
    public static BuildTask begin(
            Actor actor, StepTask wanted, Opening opening, TaskDisplay display, @CheckForNull Throwable stopped)
            throws AbortException {
        var task = new BuildTask(actor, wanted, opening, display, stopped);
        LiveTasks.get().add(actor.run(), task);
        try {
            task.open();
        } catch (RuntimeException | Error x) {
            task.forget();
            throw x;
        }
        return task;
    }

    /** An abort that the Pipeline may not have kept itself. */
    @CheckForNull
    private Throwable stoppedBefore() {
        return notes.resumed() && notes.state().isStoppedEarly()
                ? new FlowInterruptedException(Result.ABORTED, true)
                : null;
    }

    /** Completes with the task, or fails with what ends the step. */
    public CompletableFuture<TaskResult> end() {
        return ending.future();
    }

    /**
     * The build does not want the task any more. Returns at once. The first call lets the task go and then ends with the
     * cause; another one ends at once, and the task is let go all the same.
     */
    public void stop(Throwable cause) {
        ending.stop(cause);
    }

    /** The build or its step ended without asking: nothing can be said there, but the task is let go all the same. */
    @Override
    public void abandon() {
        ending.abandon();
    }

    StepTask wanted() {
        return wanted;
    }

    WaitOptions options() {
        return wanted.options();
    }

    Actor actor() {
        return actor;
    }

    TaskNotes notes() {
        return notes;
    }

    TaskCheck check() {
        return check;
    }

    WatchedTask watched() {
        return watched;
    }

    StepEnd ending() {
        return ending;
    }

    /** The task; its number is 0 while it is not known. */
    TaskRef ref() {
        return notes.ref();
    }

    TaskConsole console() {
        return notes.console();
    }

    /** Reads the task; fails with a line for users where another one answers by its number. */
    CompletableFuture<WorkflowTask> look() {
        return ref().read(actor.client())
                .thenComposeAsync(
                        now -> check.isSame(now)
                                ? CompletableFuture.completedFuture(now)
                                : CompletableFuture.failedFuture(new AbortException(check.anotherTask())),
                        actor.workers());
    }

    /** The same though the server cannot be reached for a while, with the patience that waits have: much depends on it. */
    CompletableFuture<WorkflowTask> lookSurely() {
        return actor.patience(why -> console().contactLost(why, words(why))).read(this::look);
    }

    /** The same after a request of which nobody knows whether it arrived: the task may go on because of it. */
    CompletableFuture<WorkflowTask> lookAfterLoss(ZadigException why) {
        console().say(Messages.Actor_answerLost(ref(), words(why)));
        return lookSurely();
    }

    /** Reads the task where another one can be told from it; a look at one that only its number names tells nothing. */
    CompletableFuture<?> lookIfSeen() {
        var place = notes.state().place();
        return place.createTime() != 0 || place.isMoved(actor.address())
                ? look()
                : CompletableFuture.completedFuture(null);
    }

    LaunchConsole launchConsole() {
        return actor.launchConsole(ref().workflow());
    }

    /** What a call failed with, in words for users. */
    String words(Throwable thrown) {
        return actor.errors(ref()).of(ZadigException.of(thrown));
    }

    /** Whether nobody wants what has not been sent yet. */
    boolean isUnwanted() {
        return state.isUnwanted();
    }

    void forget() {
        LiveTasks.get().remove(actor.run(), this);
    }

    private void open() {
        var kept = notes.state();
        if (kept.id() != 0) {
            display.task(ref());
        }
        if (!notes.resumed()) {
            limitQueue();
            go(() -> opening.open(this));
        } else if (kept.launch() ? kept.id() != 0 : !kept.asked() || kept.times() != null) {
            go(kept.intent() == null ? this::resumedWait : () -> opening.resume(this));
        } else if (kept.asked()) {
            state.askedBefore();
            ending.stoppedBefore();
            go(() -> opening.resume(this));
        } else {
            limitQueue();
            go(() -> opening.open(this));
        }
    }

    /** The wait goes on after a restart. */
    CompletableFuture<Void> resumedWait() {
        console().say(Messages.BuildTask_resumed());
        return CompletableFuture.completedFuture(null);
    }

    private void go(Supplier<CompletableFuture<Void>> work) {
        CompletableFuture.completedFuture(null)
                .thenComposeAsync(nothing -> work.get(), actor.workers())
                .whenComplete((nothing, thrown) -> onWorker(() -> opened(thrown)));
    }

    private void opened(@CheckForNull Throwable thrown) {
        var wish = state.answered();
        callOff.run();
        if (thrown != null) {
            ending.notOpened(Actor.cause(thrown), wish);
        } else if (wish.unwanted()) {
            ending.letGo();
        } else if (wanted.waits()) {
            watched.begin();
        } else {
            ending.succeed(notes.result(null, null, null));
        }
    }

    /** A launch that Zadig cannot take yet is in the queue, too, from the beginning of the step on. */
    private void limitQueue() {
        var limit = options().limits().of(TaskStatus.Phase.QUEUED);
        if (limit != null && wanted.launch()) {
            var began = wanted.resumes() ? OpenTask.started(wanted.node()) : 0;
            // The clock of a machine can go back.
            var passed = began == 0 ? 0 : Math.max(0, actor.timeline().now().toEpochMilli() - began);
            var left = Math.max(0, limit.toMillis() - passed);
            callOff = actor.timeline().after(Duration.ofMillis(left), this::queueOver);
        }
    }

    private void queueOver() {
        overdue = true;
        onWorker(() -> {
            if (ref().id() == 0) {
                ending.notStarted(new AbortException(Messages.BuildTask_notStartedInTime(ref().workflow())));
            }
        });
    }

    /**
     * Sends what must be sent once. When the build has been aborted, nothing is sent, and this fails with a
     * {@link CancellationException}. When it is aborted afterwards, the answer is waited for.
     */
    <T> CompletableFuture<T> sendOnce(Supplier<CompletableFuture<T>> request) {
        return asks(OpenTask::ask).thenCompose(nothing -> request.get());
    }

    /** Writes down that a run is about to be sent. */
    CompletableFuture<Void> intend(LaunchIntent intent) {
        return asks(kept -> kept.intend(intent));
    }

    private CompletableFuture<Void> asks(UnaryOperator<OpenTask> change) {
        return state.ask()
                ? CompletableFuture.runAsync(() -> notes.change(change), actor.workers())
                : CompletableFuture.failedFuture(new CancellationException());
    }

    /** Nothing was sent of what was about to be. */
    CompletableFuture<Void> notSent() {
        state.answered();
        if (overdue) {
            queueOver();
        }
        return CompletableFuture.runAsync(() -> notes.change(OpenTask::unask), actor.workers());
    }

    /** What was asked for has been done, and the build follows what comes of it. */
    void asked() {
        notes.recorder().begun(TaskStatus.WAITING);
        if (wanted.waits()) {
            console().waiting();
        }
    }

    /** A run has become this task. */
    void launched(long id, boolean found) {
        var now = actor.serverTime().orElse(0);
        // Whatever becomes of the file: there is a task now, which must be told and waited for.
        var unwritten = notes.tryChange(kept -> kept.launched(id, actor.run().getExternalizableId(), now));
        display.task(ref());
        notes.recorder().begun(TaskStatus.WAITING);
        notes.recorder().launched(notes.state().notes());
        console().launched(found);
        if (unwritten != null) {
            console().say(Messages.BuildTask_notKept(unwritten));
        }
    }

    /**
     * Fails because an answer is not accepted. It completes when the answer is about the task after all, or when that
     * cannot be found out now. Another task is left alone; one that is not what was ordered is cancelled.
     */
    CompletableFuture<Void> refuse(WorkflowTask answer) {
        if (!check.isDoubtful(answer)) {
            return refuseForGood(answer);
        }
        return check.settle(answer)
                .handle((nothing, thrown) -> {
                    if (thrown == null) {
                        return check.accepts(answer)
                                ? CompletableFuture.<Void>completedFuture(null)
                                : refuseForGood(answer);
                    }
                    var why = ZadigException.of(thrown);
                    return why.isOutage()
                            ? CompletableFuture.<Void>completedFuture(null)
                            : CompletableFuture.<Void>failedFuture(actor.line(why, ref()));
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> refuseForGood(WorkflowTask answer) {
        var intent = notes.state().intent();
        if (intent == null || !check.isSame(answer)) {
            return CompletableFuture.failedFuture(new AbortException(check.anotherTask()));
        }
        var missing = PlainText.line(String.join(", ", intent.missingIn(answer)));
        return new TaskRelease(this)
                .let(WaitOptions.Fate.CANCEL)
                .thenCompose(done -> CompletableFuture.failedFuture(
                        new AbortException(Messages.Launch_notAsOrdered(ref(), missing))));
    }

    /** Zadig has not said which task came of a launch; it may be one of these. */
    void candidates(List<Long> ids) {
        ending.candidates(ids);
    }

    /**
     * Does something on a thread of the plugin, and again while a defect keeps it from being done. What it throws for
     * good ends the step.
     */
    void onWorker(CheckedRunnable work) {
        work.persistentlyOn(actor.controller(), thrown -> {
            LOGGER.log(Level.WARNING, thrown, () -> "A Zadig step failed in a way it should not");
            Failsafe.run(watched::stop);
            ending.giveUp(thrown);
        });
    }
}
