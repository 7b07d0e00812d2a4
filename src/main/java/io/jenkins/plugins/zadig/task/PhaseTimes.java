package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a task has been queued, running and waiting for a person, as seen by whoever waits for it. Time counts for
 * the phase that the previous poll saw, so an outage counts for what went on before it.
 *
 * @param person how long the present wait for a person lasts; a gate after another one starts at zero
 * @param phase what the last poll saw
 * @param at when that was
 */
public record PhaseTimes(Duration queued, Duration running, Duration person, TaskStatus.Phase phase, Instant at) {
    /** The start of a wait. */
    public static PhaseTimes begin(Instant now) {
        return new PhaseTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, TaskStatus.Phase.QUEUED, now);
    }

    /** The times after one more poll. */
    public PhaseTimes seen(TaskStatus.Phase next, Instant now) {
        // The clock of a machine can go back.
        var passed = now.isAfter(at) ? Duration.between(at, now) : Duration.ZERO;
        return new PhaseTimes(
                phase == TaskStatus.Phase.QUEUED ? queued.plus(passed) : queued,
                phase == TaskStatus.Phase.RUNNING ? running.plus(passed) : running,
                phase == TaskStatus.Phase.PERSON && next == phase ? person.plus(passed) : Duration.ZERO,
                next,
                now);
    }

    /** The same, as if the last poll had been at another time. */
    public PhaseTimes lastSeen(Instant other) {
        return new PhaseTimes(queued, running, person, phase, other);
    }

    /** How long the task has been in its present phase; of one that has ended, how long it ran. */
    public Duration present() {
        return switch (phase) {
            case QUEUED -> queued;
            case RUNNING, ENDED -> running;
            case PERSON -> person;
        };
    }

    /**
     * What a task as a whole waits for: from 3.1 on its own status stays {@code running} while a job of it waits for a
     * person (zadig-servers 11.14). As long as another job still runs, nobody is kept waiting by that person alone.
     */
    public static TaskStatus.Phase of(WorkflowTask task) {
        var own = TaskStatus.of(task.status()).phase();
        if (own != TaskStatus.Phase.RUNNING) {
            return own;
        }
        var person = false;
        for (var job : task.jobs()) {
            var phase = TaskStatus.of(job.status());
            if (phase.phase() == TaskStatus.Phase.RUNNING) {
                return TaskStatus.Phase.RUNNING;
            }
            person |= phase.phase() == TaskStatus.Phase.PERSON;
        }
        return person ? TaskStatus.Phase.PERSON : own;
    }
}
