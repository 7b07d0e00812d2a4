package io.jenkins.plugins.zadig.preview;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Drives one step without a Jenkinsfile, through restarts and aborts. For example:
 *
 * <pre>{@code
 * var harness = Preview.of(zadig.url(), zadig.token()).harness(step).start();
 * harness.awaitLog("waits for");
 * harness.crash();                       // goes on from the last saved state
 * zadig.task("release", 1).job("build").finish("passed");
 * assertThat(harness.await().succeeded()).isTrue();
 * }</pre>
 *
 * The state is saved when {@code start()} returned without an outcome, and whenever the step asks for it with
 * {@code saveState()}; it must be serialisable and small. After a restart the old execution may go on in its threads as
 * it likes: nothing it says is heard.
 */
public final class StepHarness {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PreviewRun run;
    private final Step step;
    private final StepCall call;

    StepHarness(PreviewRun run, Step step) {
        this.run = run;
        this.step = step;
        String function = step.getDescriptor().getFunctionName();
        this.call = new StepCall(run, run.newNode(null, function), step, this::environment, null);
    }

    /** Puts the step into a block that gives it something, such as a filter of the console. */
    public <T> StepHarness within(Class<T> type, T value) {
        call.surround(type, value);
        return this;
    }

    /** Saves nothing when the step asks for it, as in a Pipeline with {@code PERFORMANCE_OPTIMIZED}. */
    public StepHarness optimized() {
        call.optimize();
        return this;
    }

    /** Does something each time that the step asks to be saved. */
    public StepHarness onSave(Runnable watcher) {
        call.onSave(watcher);
        return this;
    }

    /** Starts the step in this thread; a failure to start is the step's outcome. */
    public StepHarness start() {
        call.start(step);
        return this;
    }

    /** Restarts the controller in good order: the state is saved as it is now, dropped, read back and resumed. */
    public StepHarness restart() {
        call.save();
        return crash();
    }

    /** Loses the controller now: the step is read back from what it saved last, and resumed. */
    public StepHarness crash() {
        call.drop();
        central.memory.IndexedExtensions.restart();
        call.resume();
        return this;
    }

    /** Loses the controller now, without starting it again; see {@link #resume()}. */
    public StepHarness shutDown() {
        call.drop();
        central.memory.IndexedExtensions.restart();
        return this;
    }

    /** Starts the controller again after {@link #shutDown()}. */
    public StepHarness resume() {
        call.resume();
        return this;
    }

    /** Aborts the build as a user does. */
    public StepHarness abort(String user) {
        CauseOfInterruption cause = new CauseOfInterruption.UserInterruption(User.getOrCreateByIdOrFullName(user));
        return stop(new FlowInterruptedException(Result.ABORTED, true, cause));
    }

    /** Calls {@code stop}, as a surrounding {@code timeout} or a failed branch does. */
    public StepHarness stop(Throwable cause) {
        call.stop(cause);
        return this;
    }

    /** Ends the step from outside, as the end of {@code timeout}'s grace period does: {@code stop} is not called. */
    public StepHarness die(Throwable cause) {
        call.die(cause);
        return this;
    }

    /** Ends the build hard, as {@code /kill} does: neither the step nor its node is told, and the console is closed. */
    public StepHarness kill() {
        call.forget();
        run.setResult(Result.ABORTED);
        run.close();
        return this;
    }

    /** Waits for the outcome; fails after half a minute. */
    public StepOutcome await() {
        return await(PATIENCE);
    }

    public StepOutcome await(Duration atMost) {
        try {
            return new StepOutcome(call.await(atMost), null);
        } catch (ExecutionException e) {
            return new StepOutcome(null, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("No outcome within " + atMost + ", status " + status() + ":\n" + log());
        } catch (InterruptedException e) {
            throw Sneaky.rethrow(e);
        }
    }

    /** Waits until the console contains a text; fails after half a minute. */
    public StepHarness awaitLog(String text) {
        return awaitThat("the console says \"" + text + '"', () -> log().contains(text));
    }

    /** Waits until the step's status contains a text; fails after half a minute. */
    public StepHarness awaitStatus(String text) {
        return awaitThat("the status is " + text, () -> status() != null && status().contains(text));
    }

    private StepHarness awaitThat(String what, java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Never: " + what + ", status " + status() + ":\n" + log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw Sneaky.rethrow(e);
            }
        }
        return this;
    }

    public boolean isDone() {
        return call.isDone();
    }

    /** How often the step said that it had ended, which should be once. */
    public int completions() {
        return call.completions();
    }

    /** What the step says it is doing, {@code null} when it says nothing. */
    public String status() {
        StepExecution execution = call.execution();
        return execution == null ? null : execution.getStatus();
    }

    /** The execution of now: another object after a restart. */
    public StepExecution execution() {
        return call.execution();
    }

    /** The size of the state that was saved last. */
    public int savedBytes() {
        return call.savedBytes();
    }

    /** The build of the step, with the actions that it added. */
    public PreviewRun run() {
        return run;
    }

    /** The step's node in the flow graph, with the actions that it added. */
    public PreviewNode node() {
        return call.node();
    }

    public TaskListener console() {
        return run.console();
    }

    public String log() {
        return run.log();
    }

    public List<String> links() {
        return run.links();
    }

    private EnvVars environment() {
        try {
            return run.getEnvironment(run.console());
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        }
    }
}
