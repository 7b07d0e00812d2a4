package io.jenkins.plugins.zadig.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.ManualTimeline;
import io.jenkins.plugins.zadig.task.PhaseLimits;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What thread dumps and the graph say of a wait. */
class TaskWaitTest {
    private static final TaskRef TASK = new TaskRef("", "shop", "release", 42);

    private static WorkflowTask task(String status, TaskStage... stages) {
        return new WorkflowTask(
                42, "release", "Release", "shop", status, "bob", "", 1, 2, 0, List.of(), List.of(stages), "", "");
    }

    private static TaskStage stage(String name, String status, TaskJob... jobs) {
        return new TaskStage(name, status, 0, 0, null, List.of(jobs), "");
    }

    private static TaskJob job(String name, String status) {
        return new TaskJob(name, "", "", "freestyle", status, 0, 0, "", null, null, null);
    }

    private static TaskStage gate(String name, String... people) {
        var votes = List.of(people).stream()
                .map(user -> new Approval.Vote(user, user, "", "", 0))
                .toList();
        var approval = new Approval(true, "", "native", "", new Approval.Voting(votes, 1), List.of());
        return new TaskStage(name, "waitforapprove", 0, 0, approval, List.of(), "");
    }

    @Test
    void namesThePersonWhoIsWaitedFor() {
        var task = task(
                "waitforapprove", stage("build", "passed", job("compile", "passed")), gate("deploy", "alice", "carl"));

        assertThat(TaskWait.status(TASK, task))
                .isEqualTo("Zadig release #42 · deploy 2/2 · " + Messages.status_waitForApprovalBy("alice, carl"));
        assertThat(Messages.status_waitForApprovalBy("alice")).contains("alice");
    }

    @Test
    void namesTheGateOfNobodyKnown() {
        assertThat(TaskWait.status(TASK, task("waitforapprove", gate("deploy"))))
                .isEqualTo("Zadig release #42 · deploy 1/1 · " + Messages.status_waitForApproval() + ": deploy");
    }

    @Test
    void namesTheJobThatRuns() {
        var task = task(
                "running",
                stage("build", "passed", job("compile", "passed")),
                stage("deploy", "running", job("prod", "running")),
                stage("test", ""));

        assertThat(TaskWait.status(TASK, task)).isEqualTo("Zadig release #42 · deploy 2/3 · deploy / prod");
    }

    @Test
    void namesTheStatusOfWhatHasNoStages() {
        assertThat(TaskWait.status(TASK, task("running")))
                .isEqualTo("Zadig release #42 · " + Messages.status_running());
        assertThat(TaskWait.status(TASK, task("waiting", stage("build", ""))))
                .isEqualTo("Zadig release #42 · " + Messages.status_queued());
        assertThat(TaskWait.status(TASK, TaskStatus.PASSED))
                .isEqualTo("Zadig release #42 · " + Messages.status_passed());
    }

    private final ManualTimeline time = new ManualTimeline();
    private final List<String> ends = new ArrayList<>();
    private TaskStatus.Phase kept;

    /** What a wait leads to. */
    private final class Ends implements TaskWait.Ending {
        private final Runnable thrown;

        Ends(Runnable thrown) {
            this.thrown = thrown;
        }

        @Override
        public void ended(WorkflowTask task) {
            ends.add("ended");
        }

        @Override
        public void timedOut(String why) {
            thrown.run();
            ends.add(why);
        }

        @Override
        public void failed(String why) {
            ends.add("failed");
        }

        @Override
        public boolean accepts(WorkflowTask task) {
            return true;
        }

        @Override
        public void seen(WorkflowTask task, PhaseTimes times) {
            kept = times.phase();
        }

        @Override
        public void listed(TaskStatus status, PhaseTimes times) {}
    }

    /** A wait for a task that has run for a while, as it goes on after a restart before anything answers. */
    private TaskWait resumed(Duration ranFor, Duration limit, Runnable thrown) {
        var times = PhaseTimes.begin(time.now()).seen(TaskStatus.Phase.RUNNING, time.now());
        time.advance(ranFor);
        var wait = waiting(TaskListener.NULL, times, limit, thrown);
        wait.resume(0, OptionalLong::empty);
        return wait;
    }

    /**
     * A wait that goes on after a restart, for a task that had run for twenty minutes and may run for an hour, at a server
     * that knows how long Jenkins was down.
     */
    private TaskWait resumed(Duration bySetClock, AtomicLong server) {
        var times = PhaseTimes.begin(time.now()).seen(TaskStatus.Phase.RUNNING, time.now());
        times = times.seen(TaskStatus.Phase.RUNNING, time.now().plus(Duration.ofMinutes(20)));
        time.set(time.now().plus(bySetClock));
        var wait = waiting(TaskListener.NULL, times, Duration.ofHours(1), () -> {});
        wait.resume(1_000, () -> server.get() == 0 ? OptionalLong.empty() : OptionalLong.of(server.get()));
        return wait;
    }

    private static WorkflowTask running() {
        return task("running", stage("test", "running", job("smoke", "running")));
    }

    /** The clock of the machine is set while Jenkins is down, for a quarter of an hour. */
    @ParameterizedTest
    @ValueSource(longs = {-86_400, 0, 86_400})
    void timeDuringWhichJenkinsWasDownIsThatOfTheServer(long seconds) {
        var server = new AtomicLong();
        var wait = resumed(Duration.ofSeconds(seconds), server);
        time.advance(Duration.ofMinutes(1));
        assertThat(ends).as("not at once").isEmpty();
        server.set(1_000 + 16 * 60);
        wait.seen(running(), List.of());
        time.advance(Duration.ofMinutes(23));
        assertThat(ends).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(ends).as("20 + 15 + 25 minutes").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, 86_400})
    void limitHoldsWithoutAnAnswerWhateverTheClock(long seconds) {
        resumed(Duration.ofSeconds(seconds), new AtomicLong());
        time.advance(Duration.ofMinutes(39));
        assertThat(ends).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(ends).hasSize(1);
    }

    @Test
    void limitThatWasOverMeanwhileEndsTheWaitWithTheFirstAnswer() {
        var server = new AtomicLong();
        var wait = resumed(Duration.ofSeconds(-86_400), server);
        server.set(1_000 + 3_000);
        wait.seen(running(), List.of());
        time.advance(Duration.ZERO);
        assertThat(ends).hasSize(1);
    }

    private TaskWait waiting(TaskListener listener, PhaseTimes times, Duration limit, Runnable thrown) {
        var none = new Follower() {
            @Override
            public void begin() {}

            @Override
            public void end() {}

            @Override
            public void seen(WorkflowTask task) {}
        };
        return new TaskWait(
                TASK,
                new TaskConsole(listener, TASK, URI.create("http://zadig.example.com/")),
                () -> new ErrorText("zadig", "token", "release #42"),
                new PhaseLimits(null, limit, null),
                times,
                time,
                none,
                new Ends(thrown));
    }

    /** The controller may die after any line; a limit that is not known then would hold only when the server answers. */
    @Test
    void phaseIsKeptBeforeItsLinesAreRead() {
        var atTheLines = new ArrayList<TaskStatus.Phase>();
        var console = new OutputStream() {
            @Override
            public void write(int letter) {
                atTheLines.add(kept);
            }
        };
        var now = task("running", stage("test", "running", job("smoke", "running")));
        var lines = new PrintStream(console, true, StandardCharsets.UTF_8);
        waiting(() -> lines, PhaseTimes.begin(time.now()), Duration.ofSeconds(3), () -> {})
                .seen(now, List.of(new Change.OfTask(TaskStatus.RUNNING)));

        assertThat(atTheLines).isNotEmpty().containsOnly(TaskStatus.Phase.RUNNING);
    }

    @Test
    void limitHoldsAfterARestartThoughNothingAnswers() {
        resumed(Duration.ofMinutes(20), Duration.ofMinutes(30), () -> {});
        time.advance(Duration.ofMinutes(9));
        assertThat(ends).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(ends).singleElement().asString().contains("release #42").contains("30m");
    }

    /** An administrator or a time server sets the clock while the wait goes on. */
    @ParameterizedTest
    @ValueSource(longs = {-86_400, 86_400})
    void limitIsNotMeasuredByAClockThatCanBeSet(long seconds) {
        resumed(Duration.ofMinutes(20), Duration.ofMinutes(30), () -> {});
        time.set(time.now().plusSeconds(seconds));
        time.advance(Duration.ofMinutes(9));
        assertThat(ends).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(ends).hasSize(1);
    }

    @Test
    void limitIsLookedAtAgainWhereSomethingWasThrown() {
        var thrown = new AtomicInteger();
        resumed(Duration.ofMinutes(20), Duration.ofMinutes(30), () -> {
            if (thrown.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });
        time.advance(Duration.ofMinutes(11));
        assertThat(ends).hasSize(1);
    }
}
