package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.LaunchLost;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import jenkins.model.Jenkins;

/**
 * The end of a step that has to do with a task. There is one end. What is left to do then, such as the confirmation of
 * a cancellation, goes on without the build, and the build's page tells what came of it.
 */
final class StepEnd {
    private final BuildTask build;
    private final Actor actor;
    private final TaskNotes notes;
    private final StopState state;
    private final TaskDisplay display;
    private final CompletableFuture<TaskResult> end = new CompletableFuture<>();

    /** The tasks that may have come of a launch whose answer was lost. */
    private volatile List<Long> candidates = List.of();

    StepEnd(BuildTask build, StopState state, TaskDisplay display) {
        this.build = build;
        this.state = state;
        this.display = display;
        actor = build.actor();
        notes = build.notes();
    }

    CompletableFuture<TaskResult> future() {
        return end;
    }

    void candidates(List<Long> ids) {
        candidates = List.copyOf(ids);
    }

    void stop(Throwable cause) {
        var again = state.stop(cause);
        build.onWorker(() -> {
            if (again) {
                var open = !end.isDone();
                build.launchConsole().say(Messages.StepEnd_abortedAgain());
                finish(cause);
                // It may have overtaken the first one, which then finds an end.
                if (open && !state.isAsking() && notes.ref().id() != 0) {
                    letGo();
                }
                return;
            }
            stopWatching();
            if (end.isDone()) {
                return;
            }
            if (state.isAsking()) {
                wish();
                build.launchConsole().say(Messages.StepEnd_aborted());
                endInTime(this::unanswered);
            } else if (notes.ref().id() == 0) {
                fail(cause);
            } else {
                letGo();
            }
        });
    }

    /** An abort goes on after a restart; the answer that it waits for may not come. */
    void stoppedBefore() {
        if (state.isUnwanted()) {
            endInTime(this::unanswered);
        }
    }

    /** The build or its step ended without asking: nothing can be said there, but the task is let go all the same. */
    void abandon() {
        if (end.isDone() || !state.abandon()) {
            return;
        }
        actor.closeConsole();
        build.onWorker(() -> {
            stopWatching();
            if (state.isAsking()) {
                wish();
            } else if (notes.ref().id() == 0) {
                close();
            } else {
                letGo();
            }
            finish(new CancellationException());
        });
    }

    /** Keeps what is to become of the task: Jenkins may stop before the answer comes. */
    private void wish() {
        if (!Jenkins.get().isTerminating()) {
            notes.note(kept -> kept.stop(build.options().onAbort()));
        }
    }

    void timedOut(Throwable why) {
        state.timeOut(why);
        letGo();
    }

    /** A time limit is over before there is a task. What is under way decides, and is looked at again if it is turned away. */
    void notStarted(Throwable why) {
        if (!state.timeOutUnasked(why)) {
            return;
        }
        if (notes.ref().id() == 0) {
            fail(state.end());
        } else {
            letGo();
        }
    }

    private void stopWatching() {
        build.watched().stop();
        display.person(null);
    }

    /** The build has nothing to do with the task any more: it is cancelled or goes on, as the build said before. */
    void letGo() {
        if (!state.letGo()) {
            return;
        }
        if (Jenkins.get().isTerminating()) {
            // What is open is told after the start.
            notes.console().say(Messages.BuildTask_jenkinsStops());
            finish(state.end());
            return;
        }
        try {
            release();
        } catch (RuntimeException | Error x) {
            state.keep();
            throw x;
        }
    }

    private void release() {
        var options = build.options();
        var fate = state.isTimedOut() ? options.onTimeout() : options.onAbort();
        notes.note(kept -> kept.stop(fate));
        endInTime(this::notConfirmed);
        new TaskRelease(build)
                .let(fate)
                .whenComplete((done, thrown) -> build.onWorker(() -> {
                    close();
                    finish(state.end());
                }));
    }

    /** What was asked for could not be had. */
    void notOpened(Throwable thrown, StopState.Answered wish) {
        var line = actor.line(thrown, notes.ref());
        if (thrown instanceof LaunchLost) {
            LiveTasks.get().lose(actor.run());
            notes.note(OpenTask::lose);
        } else if (Attempts.isDefect(thrown) && notes.state().asked()) {
            // What was asked for may have been done.
            if (notes.ref().id() == 0) {
                LiveTasks.get().lose(actor.run());
                notes.note(OpenTask::lose);
            }
            giveUp(line);
            return;
        }
        if (thrown instanceof LaunchLost && wish.unwanted()) {
            notes.tell(String.valueOf(line.getMessage()), notes.ref().page(actor.address()));
        }
        fail(wish.reason() == null ? line : wish.reason());
    }

    /** Zadig has not said in time what came of what was asked for. */
    private void unanswered() {
        var ref = notes.ref();
        if (ref.id() != 0) {
            notConfirmed();
            return;
        }
        build.launchConsole()
                .unanswered(candidates.stream()
                        .map(id -> actor.task(ref.type(), ref.project(), ref.workflow(), id)
                                .page(actor.address()))
                        .toList());
        finish(state.end());
    }

    private void notConfirmed() {
        notes.console().say(Messages.BuildTask_notConfirmed());
        finish(state.end());
    }

    private void endInTime(Runnable late) {
        actor.timeline()
                .after(
                        BuildTask.GRACE,
                        () -> build.onWorker(() -> {
                            if (!end.isDone()) {
                                late.run();
                            }
                        }));
    }

    /** The build has got what it wanted. */
    void succeed(TaskResult result) {
        if (!state.isUnwanted()) {
            close();
            ended();
            end.complete(result);
        }
    }

    /**
     * Something fails for good that should not. The task is let go as at an abort; where that fails, too, it stays open,
     * and is told of.
     */
    void giveUp(Throwable why) {
        state.giveUp(why);
        Failsafe.run(
                () -> {
                    if (state.isAsking() || state.isLettingGo()) {
                        // The answer lets the task go.
                        finish(state.end());
                    } else if (notes.ref().id() != 0) {
                        letGo();
                    } else if (notes.state().asked()) {
                        leave();
                    } else {
                        fail(state.end());
                    }
                },
                thrown -> leave());
    }

    /** Ends without the task, which is told of as those that nobody follows. */
    private void leave() {
        build.forget();
        finish(state.end());
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
        build.forget();
        notes.close();
    }
}
