package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Watch;
import io.jenkins.plugins.zadig.task.WatchSettings;
import io.jenkins.plugins.zadig.wait.LaunchConsole;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.TaskWait;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * What a build has to do with one task, from before anything is asked of Zadig to the end: the same for Pipeline and
 * freestyle. It ends once, by {@link #end}; what is left to do then, such as the confirmation of a cancellation, goes on
 * without the build, whose page tells what came of it.
 */
public final class BuildTask {
    private static final Logger LOGGER = Logger.getLogger(BuildTask.class.getName());

    /** Shorter than the patience of whoever ends a build: 15 s of a job's deletion, 60 s of {@code timeout}. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** What the caller shows while the task goes on. It is called by one thread at a time and returns at once. */
    public interface Display {
        /** Nothing is shown. */
        Display NONE = new Display() {};

        /** The task that it is about. */
        default void task(TaskRef task) {}

        /** In a word, how it is with the task. */
        default void status(String text) {}

        /** Why a person is waited for; {@code null} when nobody is, and at the end in any case. */
        default void person(@CheckForNull String why) {}

        /** Whether the end means that the build is unstable. */
        default void unstable(String why) {}
    }

    /**
     * How a build follows a task.
     *
     * @param step tells this step from all others of the build: the id of its node, or a number
     * @param node of the Pipeline; {@code null} in a freestyle build
     * @param launch whether the step starts the task; otherwise it exists
     * @param task the task; its number is 0 while it is not known
     * @param launchedBy the build that started the task; empty when that is not known
     * @param waits whether the build waits for the end
     */
    public record Plan(
            String step,
            @CheckForNull FlowNode node,
            boolean launch,
            TaskRef task,
            String launchedBy,
            WaitOptions options,
            boolean waits) {}

    private final Actor actor;
    private final Plan plan;
    private final Opening opening;
    private final Display display;
    private final OpenTaskFile file;
    private final boolean resumed;
    private final CompletableFuture<TaskResult> end = new CompletableFuture<>();

    /** Guards the wait. The lock of this object guards flags only, as the thread that runs Pipelines takes it. */
    private final Object watching = new Object();

    private final Object keeping = new Object();

    /** Whether something that must be sent once is under way. */
    private boolean asking;

    /** Whether the task has been begun to be let go. */
    private boolean lettingGo;

    private boolean timedOut;

    /** Why the build does not want the task any more; {@code null} while it does. */
    @CheckForNull
    private Throwable reason;

    /** Whether the build or its step has ended without this. */
    private boolean abandoned;

    private List<Long> candidates = List.of();

    @CheckForNull
    private TaskConsole console;

    @CheckForNull
    private TaskKeeper keeper;

    /** What was seen of the task before the wait; {@code null} when nothing was. */
    @CheckForNull
    private volatile WorkflowTask looked;

    @CheckForNull
    private Watch watch;

    @CheckForNull
    private TaskWait wait;

    private Runnable callOff = () -> {};

    private BuildTask(Actor actor, Plan plan, Opening opening, Display display) {
        this.actor = actor;
        this.plan = plan;
        this.opening = opening;
        this.display = display;
        var known = OpenTaskFile.find(actor.run(), plan.step());
        resumed = known != null && known.task().isOf(plan.step(), plan.launch(), plan.task());
        file = resumed
                ? known
                : OpenTaskFile.begin(
                        actor.run(),
                        OpenTask.begin(
                                plan.step(),
                                plan.launch(),
                                actor,
                                plan.task(),
                                plan.launchedBy(),
                                plan.options().onAbort()));
    }

    /** Where a step of a build has a task, from what it kept before the controller stopped. */
    public record Kept(String server, String address) {}

    /** What a step has kept; {@code null} when it has asked for nothing yet. */
    @CheckForNull
    public static Kept kept(@NonNull Run<?, ?> run, @NonNull String step) {
        var file = OpenTaskFile.find(run, step);
        return file == null ? null : new Kept(file.task().server(), file.task().address());
    }

    /** The task that a freestyle build started last; {@code null} when it has started none. */
    @CheckForNull
    public static TaskRef lastLaunched(@NonNull Run<?, ?> run) {
        return launched(run)
                .max(Comparator.comparingInt(task -> Integer.parseInt(task.step())))
                .map(OpenTask::ref)
                .orElse(null);
    }

    /** Whether a build started a task. */
    public static boolean isLaunchedBy(@NonNull Run<?, ?> run, @NonNull TaskRef task) {
        return launched(run).anyMatch(known -> known.ref().equals(task));
    }

    private static Stream<OpenTask> launched(Run<?, ?> run) {
        return OpenTaskFile.all(run).stream().map(OpenTaskFile::task).filter(task -> task.launch() && task.id() != 0);
    }

    /** What tells the next step of a freestyle build from those before. */
    @NonNull
    public static String nextStep(@NonNull Run<?, ?> run) {
        return Integer.toString(OpenTaskFile.all(run).size() + 1);
    }

    /**
     * Begins to follow a task, or goes on where the same step of the build was before the controller stopped. For a thread
     * of the plugin, as files are read.
     *
     * @param stopped why the build did not want the task any more before the controller stopped; {@code null} when it does
     */
    @NonNull
    public static BuildTask begin(
            @NonNull Actor actor,
            @NonNull Plan plan,
            @NonNull Opening opening,
            @NonNull Display display,
            @CheckForNull Throwable stopped) {
        var task = new BuildTask(actor, plan, opening, display);
        task.reason = stopped;
        LiveTasks.get().add(actor.run(), plan.node(), task);
        task.open();
        return task;
    }

    /** Completes with the task, or fails with what ends the step. */
    @NonNull
    public CompletableFuture<TaskResult> end() {
        return end;
    }

    String step() {
        return plan.step();
    }

    @NonNull
    public Actor actor() {
        return actor;
    }

    /** The task; its number is 0 while it is not known. */
    @NonNull
    public TaskRef ref() {
        return file.task().ref();
    }

    @NonNull
    public WorkflowTasks tasks() {
        return actor.client().tasks(ref().type());
    }

    @NonNull
    public synchronized TaskConsole console() {
        if (console == null || !console.isOf(ref())) {
            console = new TaskConsole(
                    actor.listener(), ref(), actor.address(), file.task().told());
        }
        return console;
    }

    LaunchConsole launchConsole() {
        return actor.launchConsole(ref().workflow());
    }

    private TaskKeeper keeper() {
        synchronized (keeping) {
            if (keeper == null) {
                keeper = Keeper.get().keep(actor, ref());
            }
            return keeper;
        }
    }

    WaitOptions options() {
        return plan.options();
    }

    /** Changes what is kept in the build's folder. */
    void change(UnaryOperator<OpenTask> change) {
        try {
            file.change(change);
        } catch (IOException x) {
            throw new CompletionException(x);
        }
    }

    private void note(UnaryOperator<OpenTask> change) {
        file.note(change);
        actor.workers().execute(file::flush);
    }

    // The beginning.

    private void open() {
        var state = file.task();
        if (state.id() != 0) {
            display.task(ref());
        }
        if (!resumed) {
            limitQueue();
            go(() -> opening.open(this));
        } else if (state.launch() ? state.id() != 0 : !state.asked() || state.times() != null) {
            go(state.intent() == null ? this::resumedWait : () -> opening.resume(this));
        } else if (state.asked()) {
            synchronized (this) {
                asking = true;
            }
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
        Throwable stop;
        boolean left;
        synchronized (this) {
            asking = false;
            callOff.run();
            stop = reason;
            left = abandoned;
        }
        if (thrown != null) {
            notOpened(Actor.cause(thrown), stop, left);
        } else if (stop != null || left) {
            letGo();
        } else if (plan.waits()) {
            await();
        } else {
            succeed(result(null, null, null));
        }
    }

    private void notOpened(Throwable thrown, @CheckForNull Throwable stop, boolean left) {
        var line = actor.line(thrown, ref());
        if (thrown instanceof LaunchLost && (stop != null || left)) {
            tell(String.valueOf(line.getMessage()), workflowPage());
        }
        fail(stop == null ? line : stop);
    }

    private String workflowPage() {
        var ref = ref();
        return TaskRef.workflowPage(actor.address(), ref.type(), ref.project(), ref.workflow());
    }

    /** A launch that Zadig cannot take yet is in the queue, too. */
    private void limitQueue() {
        var limit = options().limits().of(TaskStatus.Phase.QUEUED);
        if (limit != null && plan.launch()) {
            synchronized (this) {
                callOff = actor.timeline()
                        .after(
                                limit,
                                () -> onWorker(() -> {
                                    if (!isAsking() && ref().id() == 0) {
                                        stop(new AbortException(Messages.BuildTask_notStartedInTime(ref().workflow())));
                                    }
                                }));
            }
        }
    }

    private synchronized boolean isAsking() {
        return asking;
    }

    /**
     * Sends what must be sent once. Nothing is sent when the build has been aborted; when it is aborted afterwards, the
     * answer is waited for.
     */
    @NonNull
    public <T> CompletableFuture<T> sendOnce(@NonNull Supplier<CompletableFuture<T>> request) {
        return asks(OpenTask::ask).thenCompose(nothing -> request.get());
    }

    /** Whether an answer is about the task, and shows what was ordered; from then on only the former is asked. */
    boolean accepts(WorkflowTask answer) {
        var intent = intent();
        if (!isSame(answer) || intent != null && !intent.missingIn(answer).isEmpty()) {
            return false;
        }
        if (intent != null) {
            note(OpenTask::compared);
        }
        return true;
    }

    /**
     * Fails as an answer is not accepted. Another task is left alone; one that is not what was ordered is cancelled.
     */
    CompletableFuture<Void> refuse(WorkflowTask answer) {
        var intent = intent();
        if (intent == null || !isSame(answer)) {
            return CompletableFuture.failedFuture(new AbortException(anotherTask()));
        }
        var missing = PlainText.line(String.join(", ", intent.missingIn(answer)));
        return new TaskRelease(this, keeper())
                .let(WaitOptions.Fate.CANCEL)
                .thenCompose(done -> CompletableFuture.failedFuture(
                        new AbortException(Messages.Launch_notAsOrdered(ref(), missing))));
    }

    /** What was asked for has been done, and the build follows what comes of it. */
    void asked() {
        keeper().begun(TaskStatus.WAITING);
        if (plan.waits()) {
            console().waiting();
        }
    }

    /** Writes down that a run is about to be sent. */
    CompletableFuture<Void> intend(LaunchIntent intent) {
        return asks(state -> state.intend(intent));
    }

    private CompletableFuture<Void> asks(UnaryOperator<OpenTask> change) {
        // Either an abort keeps the request from being sent, or it knows that one may be under way.
        synchronized (this) {
            if (reason != null || abandoned) {
                return CompletableFuture.failedFuture(new CancellationException());
            }
            asking = true;
        }
        return CompletableFuture.runAsync(() -> change(change), actor.workers());
    }

    /** Whether nobody wants what has not been sent yet. */
    synchronized boolean isUnwanted() {
        return reason != null || abandoned;
    }

    /** The intent of a launch whose task is not known. */
    @CheckForNull
    LaunchIntent intent() {
        return file.task().intent();
    }

    /** Nothing was sent of what was about to be. */
    CompletableFuture<Void> notSent() {
        synchronized (this) {
            asking = false;
        }
        return CompletableFuture.runAsync(() -> change(OpenTask::unask), actor.workers());
    }

    synchronized void candidates(List<Long> ids) {
        candidates = List.copyOf(ids);
    }

    /** A run has become this task. */
    void launched(long id, boolean found) {
        change(state -> state.launched(id, actor.run().getExternalizableId()));
        display.task(ref());
        keeper().begun(TaskStatus.WAITING);
        keeper().launched(file.task().notes());
        console().launched(found);
    }

    /** The task has just been read: the wait begins with that. */
    void looked(WorkflowTask now) {
        looked = now;
    }

    // The wait.

    private void await() {
        var state = file.task();
        if (!state.launchedBy().isEmpty()) {
            actor.controller().launches().claim(actor.client(), ref());
        }
        if (!resumed && !state.asked()) {
            keeper().begun(null);
        }
        note(OpenTask::reopen);
        var times = state.times() == null
                ? PhaseTimes.begin(actor.timeline().now())
                : state.times().read();
        synchronized (watching) {
            if (isUnwanted()) {
                return;
            }
            wait = new TaskWait(
                    ref(),
                    console(),
                    actor.errors(ref()),
                    options().limits(),
                    times,
                    actor.timeline(),
                    keeper(),
                    new Endings());
            if (state.times() != null) {
                wait.resume();
            }
            var listener = new SameTask(wait, this::accepts, this::foreign);
            var access = actor.connection().access();
            watch = actor.controller().watcher().watch(access, ref(), watchSettings(), listener, looked);
            looked = null;
        }
        if (isUnwanted()) {
            stopWatching();
        }
    }

    /** A task that somebody named by its number may not exist. */
    private WatchSettings watchSettings() {
        var settings = actor.connection().watchSettings();
        var state = file.task();
        return state.createTime() == 0 && state.launchedBy().isEmpty() ? settings.doubting() : settings;
    }

    /**
     * Whether an answer is about the task. A number is no identity: another server, and a workflow that was made anew, have
     * a task of the same number. So a task is told by the server's address and by when it was created.
     */
    boolean isSame(WorkflowTask answer) {
        var state = file.task();
        var now = actor.address().toString();
        var moved = !state.address().equals(now);
        var unknown = state.createTime() == 0;
        var elsewhere = state.type() == WorkflowType.CUSTOM
                && !answer.workflow().isEmpty()
                && !answer.workflow().equals(state.workflow());
        // What a workflow's task of that number was before the workflow was made anew, servers still answer.
        var intent = state.intent();
        var older = unknown && intent != null && !intent.isOfItsTime(answer);
        if (elsewhere || older || moved && unknown || !unknown && answer.createTime() != state.createTime()) {
            return false;
        }
        if (moved) {
            console().say(Messages.BuildTask_moved(actor.connection().server(), now, state.address()));
        }
        if (moved || unknown) {
            note(before -> before.at(now, answer.createTime()));
        }
        return true;
    }

    /** What answers by the task's number is another task, or not what was ordered. */
    private void foreign(WorkflowTask other) {
        onWorker(() -> {
            stopWatching();
            refuse(other).whenComplete((nothing, thrown) -> onWorker(() -> fail(Actor.cause(thrown))));
        });
    }

    /** Says that what answers by the task's number is another task. */
    String anotherTask() {
        var kept = file.task().address();
        var now = actor.address().toString();
        return kept.equals(now)
                ? Messages.BuildTask_remadeTask(ref(), now)
                : Messages.BuildTask_otherServer(ref(), kept, now);
    }

    /** What becomes of the wait. The callers hold locks, so everything but noting things goes to another thread. */
    private final class Endings implements TaskWait.Ending {
        private String phase = "";

        @Override
        public void ended(WorkflowTask task) {
            onWorker(() -> {
                stopWatching();
                new TaskFinish(BuildTask.this, keeper(), plan.node(), display).finish(task);
            });
        }

        @Override
        public void timedOut(String why) {
            onWorker(() -> {
                stopWatching();
                synchronized (BuildTask.this) {
                    timedOut = true;
                    reason = reason == null ? new AbortException(why) : reason;
                }
                letGo();
            });
        }

        @Override
        public void failed(String why) {
            onWorker(() -> {
                stopWatching();
                fail(new AbortException(why));
            });
        }

        @Override
        public void seen(WorkflowTask task, PhaseTimes times) {
            var person =
                    times.phase() == TaskStatus.Phase.PERSON || !Gate.open(task).isEmpty();
            show(TaskWait.status(ref(), task), person, times);
        }

        @Override
        public void listed(TaskStatus now, PhaseTimes times) {
            keeper().listed(now);
            show(TaskWait.status(ref(), now), times.phase() == TaskStatus.Phase.PERSON, times);
        }

        private void show(String words, boolean person, PhaseTimes times) {
            var status = actor.mask().apply(words);
            display.status(status);
            display.person(person ? status : null);
            var told = console().told();
            var shown = times.phase() + " " + told.size();
            if (!shown.equals(phase)) {
                phase = shown;
                note(state -> state.seen(times, told));
            }
        }
    }

    private void stopWatching() {
        Watch present;
        TaskWait waiting;
        synchronized (watching) {
            present = watch;
            waiting = wait;
        }
        // Not with the lock: whoever watches calls back with its own.
        if (present != null) {
            present.stop();
        }
        if (waiting != null) {
            waiting.stop();
        }
    }

    // The end.

    /**
     * The build does not want the task any more. Returns at once. The first call lets the task go and then ends with the
     * cause; another one ends at once, and the task is let go all the same.
     */
    public void stop(@NonNull Throwable cause) {
        boolean again;
        synchronized (this) {
            again = reason != null && !timedOut;
            timedOut = false;
            reason = cause;
        }
        onWorker(() -> {
            if (again) {
                launchConsole().abortedAgain();
                finish(cause);
                return;
            }
            stopWatching();
            display.person(null);
            if (end.isDone()) {
                return;
            }
            if (isAsking()) {
                launchConsole().aborted();
                endInTime(this::unanswered);
            } else if (ref().id() == 0) {
                fail(cause);
            } else {
                letGo();
            }
        });
    }

    /** The build or its step ended without asking: nothing can be said there, but the task is let go all the same. */
    public void abandon() {
        synchronized (this) {
            if (end.isDone() || abandoned) {
                return;
            }
            abandoned = true;
        }
        actor.closeConsole();
        onWorker(() -> {
            stopWatching();
            display.person(null);
            if (!isAsking() && ref().id() == 0) {
                close();
            } else if (!isAsking()) {
                letGo();
            }
            finish(new CancellationException());
        });
    }

    private void letGo() {
        boolean limit;
        synchronized (this) {
            if (lettingGo) {
                return;
            }
            lettingGo = true;
            limit = timedOut;
        }
        if (Jenkins.get().isTerminating()) {
            // What is open is told after the start.
            console().say(Messages.BuildTask_jenkinsStops());
            finish(endOf());
            return;
        }
        var fate = limit ? options().onTimeout() : options().onAbort();
        note(OpenTask::stop);
        endInTime(() -> {
            console().say(Messages.BuildTask_notConfirmed());
            finish(endOf());
        });
        new TaskRelease(this, keeper())
                .let(fate)
                .whenComplete((done, thrown) -> onWorker(() -> {
                    close();
                    finish(endOf());
                }));
    }

    /** Zadig has not said in time which task it started. */
    private void unanswered() {
        List<Long> possible;
        synchronized (this) {
            possible = candidates;
        }
        launchConsole()
                .unanswered(possible.stream()
                        .map(id -> actor.task(ref().type(), ref().project(), ref().workflow(), id)
                                .page(actor.address()))
                        .toList());
        finish(endOf());
    }

    private void endInTime(Runnable end) {
        actor.timeline()
                .after(
                        GRACE,
                        () -> onWorker(() -> {
                            if (!this.end.isDone()) {
                                end.run();
                            }
                        }));
    }

    private synchronized Throwable endOf() {
        return reason == null ? new CancellationException() : reason;
    }

    /** Tells what became of the task, where users look: the console, or the build's page when that is closed. */
    void tell(String line, String url) {
        if (ref().id() != 0) {
            console().say(line);
        } else {
            actor.listener().getLogger().println(line);
        }
        if (actor.isConsoleClosed()) {
            Keeper.get().tell(actor.run(), TaskConsole.name(ref()) + ": " + line, url);
        }
    }

    TaskResult result(
            @CheckForNull WorkflowTask task, @CheckForNull TestTotals tests, @CheckForNull ProductTaskDetail detail) {
        var ref = ref();
        return new TaskResult(ref, ref.page(actor.address()), file.task().launchedBy(), task, tests, detail);
    }

    /** The build has got what it wanted. */
    void succeed(TaskResult result) {
        if (!isUnwanted()) {
            close();
            ended();
            end.complete(result);
        }
    }

    /** The build ends, and has nothing to do with the task any more. */
    void fail(Throwable why) {
        close();
        finish(why);
    }

    private void finish(Throwable why) {
        if (!end.isDone()) {
            ended();
            end.completeExceptionally(why);
        }
    }

    private void ended() {
        display.person(null);
        actor.closeConsole();
    }

    private void close() {
        LiveTasks.get().remove(actor.run(), plan.node(), this);
        if (file.isKept()) {
            file.note(OpenTask::close);
            file.flush();
        }
    }

    /** Does something on a thread of the plugin; whatever it throws ends the step, unless Jenkins stops. */
    void onWorker(Runnable work) {
        actor.workers().execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error x) {
                if (Jenkins.get().isTerminating()) {
                    LOGGER.log(Level.FINE, "Jenkins stops", x);
                    return;
                }
                LOGGER.log(Level.WARNING, x, () -> "A Zadig step failed in a way it should not");
                stopWatching();
                fail(x);
            }
        });
    }
}
