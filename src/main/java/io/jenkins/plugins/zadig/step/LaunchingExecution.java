package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.api.RecordJson;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.page.LaunchNotes;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.LaunchJournal;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.Launched;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that starts a task, at most once whatever happens, and waits for it unless told otherwise. */
abstract class LaunchingExecution extends WaitingExecution {
    private static final long serialVersionUID = 1L;

    /** How long the builds of a controller that has started anew take to come back, one after another. */
    private static final Duration COMING_BACK = Duration.ofSeconds(15);

    private final boolean waits;

    /** What to run, as JSON; {@code null} once it is carried out. */
    @CheckForNull
    private String order;

    /** What is special about the launch, for the build's page, as JSON; empty or {@code null} when nothing is. */
    @CheckForNull
    private String notes;

    /** What was about to be sent; {@code null} while nothing was. */
    @CheckForNull
    private volatile LaunchIntent intent;

    /**
     * A launch.
     *
     * @param order what to run, as JSON
     */
    LaunchingExecution(
            StepContext context, WaitingStep step, WorkflowType type, String project, String workflow, String order)
            throws AbortException {
        super(context, step, step.getServer(), type, project, workflow, step.options(WaitOptions.Fate.CANCEL));
        this.waits = step.isWait();
        this.order = order;
    }

    final Map<String, Object> order() {
        return PlainJson.read(order);
    }

    /** Notes what is special about the launch, before it is sent. */
    final void note(LaunchNotes special) {
        notes = new String(RecordJson.write(special), StandardCharsets.UTF_8);
    }

    @Override
    final void resume() throws Exception {
        var about = intent;
        var aborted = stopping();
        if (id() != 0 && !waits && aborted == null) {
            succeed(handle(null));
        } else if (id() != 0) {
            super.resume();
        } else if (about != null) {
            launchConsole().resumed();
            settle(controller().launches().resume(connection().client(), type(), project(), workflow(), about));
        } else if (aborted != null) {
            fail(aborted);
        } else {
            // The intent is saved before anything is sent, so nothing was; what other builds sent must be looked for
            // first.
            controller().timeline().after(COMING_BACK, () -> onWorker(this::beginUnlessOver));
        }
    }

    private void beginUnlessOver() throws Exception {
        if (!isOver() && stopping() == null) {
            begin();
        }
    }

    final LaunchJournal journal() {
        return new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent about) {
                // Either an abort keeps the run from being sent, or it knows that one may be under way.
                synchronized (LaunchingExecution.this) {
                    if (isOver() || stopping() != null) {
                        return CompletableFuture.failedFuture(new CancellationException());
                    }
                    intent = about;
                }
                return LaunchingExecution.this.save();
            }

            @Override
            public void answerLost(ZadigException why) {
                onWorker(() -> launchConsole().answerLost(errors().of(why)));
            }
        };
    }

    /** Goes on with the end of a launch. */
    final void settle(CompletableFuture<Launched> launch) {
        launch.whenComplete((launched, thrown) -> onWorker(() -> {
            if (thrown == null) {
                launched(launched);
            } else if (stopping() != null) {
                fail(stopping());
            } else {
                failed(thrown);
            }
        }));
    }

    private void launched(Launched launched) throws Exception {
        setTask(launched.id(), run().getExternalizableId());
        order = null;
        intent = null;
        save();
        note(TaskStatus.WAITING);
        label(task());
        var special = Util.fixEmpty(notes);
        if (special != null) {
            record().launched(RecordJson.read(special.getBytes(StandardCharsets.UTF_8), LaunchNotes.class));
        } else {
            record();
        }
        console().launched(launched.found());
        if (isOver()) {
            console().launchedTooLate();
            if (stopping() != null) {
                cancelAndEnd(stopping(), false);
            }
            return;
        }
        started(launched);
    }

    /** What is done with a task that has just been started, before it is waited for. */
    void started(Launched launched) throws Exception {
        proceed();
    }

    final void proceed() throws Exception {
        if (waits || stopping() != null) {
            await();
        } else {
            succeed(handle(null));
        }
    }

    @Override
    final void stopLaunch(Throwable cause) throws Exception {
        if (nothingSent()) {
            fail(cause);
        } else {
            launchConsole().aborted();
        }
    }

    private synchronized boolean nothingSent() {
        return intent == null;
    }

    @Override
    final String lost(LaunchLost lost) throws Exception {
        return errors().of(lost, connection().client().server(), type(), project(), workflow());
    }
}
