package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Watch;
import io.jenkins.plugins.zadig.task.WatchSettings;
import io.jenkins.plugins.zadig.wait.TaskWait;

/** The wait of a build for the end of its task, and what is shown meanwhile. */
final class WatchedTask {
    private final BuildTask build;
    private final Actor actor;
    private final TaskNotes notes;
    private final TaskDisplay display;

    /** Guards the wait; never held while the plugin's watcher is called back. */
    private final Object watching = new Object();

    /** What was seen of the task before the wait; {@code null} when nothing was. */
    @CheckForNull
    private volatile WorkflowTask looked;

    @CheckForNull
    private Watch watch;

    @CheckForNull
    private TaskWait wait;

    WatchedTask(BuildTask build, TaskDisplay display) {
        this.build = build;
        this.display = display;
        actor = build.actor();
        notes = build.notes();
    }

    /** The task has just been read: the wait begins with that. */
    void looked(WorkflowTask now) {
        looked = now;
    }

    void begin() {
        // One that was disturbed as it began is of no use.
        stop();
        var state = notes.state();
        if (!state.launchedBy().isEmpty()) {
            actor.controller().launches.claim(actor.client(), notes.ref(), state.createTime());
        }
        if (!notes.resumed() && !state.asked()) {
            notes.recorder().begun(null);
        }
        // An abort that comes between has kept what is to become of the task.
        notes.note(kept -> build.isUnwanted() ? kept : kept.reopen());
        var before = state.times();
        var times = before == null ? PhaseTimes.begin(actor.timeline().now()) : before.read();
        synchronized (watching) {
            if (build.isUnwanted()) {
                return;
            }
            var waiting = new TaskWait(
                    notes.ref(),
                    notes.console(),
                    () -> actor.errors(notes.ref()),
                    build.options().limits(),
                    times,
                    actor.timeline(),
                    notes.recorder(),
                    new Endings());
            wait = waiting;
            if (before != null) {
                waiting.resume(before.server(), actor::serverTime);
            }
            var access = actor.connection().access();
            watch = actor.controller().watcher.watch(access, notes.ref(), settings(), waiting, looked);
            looked = null;
        }
        if (build.isUnwanted()) {
            stop();
        }
    }

    /** A task that somebody named by its number may not exist. */
    private WatchSettings settings() {
        var settings = actor.connection().watchSettings();
        var state = notes.state();
        return state.createTime() == 0 && state.launchedBy().isEmpty() ? settings.doubting() : settings;
    }

    /** What answers by the task's number is another task, or not what was ordered; or it could not be told at once. */
    private void foreign(WorkflowTask other) {
        build.onWorker(() -> {
            stop();
            build.refuse(other)
                    .whenComplete((nothing, thrown) -> build.onWorker(() -> {
                        if (thrown == null) {
                            begin();
                        } else {
                            build.ending().fail(Actor.cause(thrown));
                        }
                    }));
        });
    }

    void stop() {
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

    /** What becomes of the wait. The callers hold locks, so everything but noting things goes to another thread. */
    private final class Endings implements TaskWait.Ending {
        private String phase = "";
        private boolean foreignSeen;

        @Override
        public void ended(WorkflowTask task) {
            build.onWorker(() -> {
                stop();
                new TaskFinish(build, display).finish(task);
            });
        }

        @Override
        public void timedOut(String why) {
            build.onWorker(() -> {
                stop();
                build.ending().timedOut(new AbortException(why));
            });
        }

        @Override
        public void failed(String why) {
            build.onWorker(() -> {
                stop();
                build.ending().fail(new AbortException(why));
            });
        }

        @Override
        public long createTime() {
            return notes.state().createTime();
        }

        @Override
        public boolean accepts(WorkflowTask task) {
            var accepted = build.check().accepts(task);
            if (!accepted && !foreignSeen) {
                foreignSeen = true;
                foreign(task);
            }
            return accepted;
        }

        @Override
        public void seen(WorkflowTask task, PhaseTimes times) {
            var person =
                    times.phase() == TaskStatus.Phase.PERSON || !Gate.open(task).isEmpty();
            show(TaskWait.status(notes.ref(), task), person, times);
        }

        @Override
        public void listed(TaskStatus now, PhaseTimes times) {
            notes.recorder().listed(now);
            show(TaskWait.status(notes.ref(), now), times.phase() == TaskStatus.Phase.PERSON, times);
        }

        private void show(String words, boolean person, PhaseTimes times) {
            var status = actor.mask().apply(words);
            display.status(status);
            display.person(person ? status : null);
            var told = notes.console().told();
            var shown = times.phase() + " " + told.size();
            if (!shown.equals(phase)) {
                phase = shown;
                var kept = OpenTask.Times.of(times, actor.serverTime().orElse(0));
                notes.note(state -> state.seen(kept, told));
            }
        }
    }
}
