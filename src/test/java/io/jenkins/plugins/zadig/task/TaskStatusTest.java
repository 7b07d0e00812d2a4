package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStatusTest {
    /** Everything that servers write (zadig-servers 11.10). */
    @ParameterizedTest
    @CsvSource({
        "'',                             NOT_STARTED,                    QUEUED",
        "created,                        CREATED,                        QUEUED",
        "waiting,                        WAITING,                        QUEUED",
        "queued,                         QUEUED,                         QUEUED",
        "blocked,                        BLOCKED,                        QUEUED",
        "pending,                        PENDING,                        QUEUED",
        "notRun,                         NOT_RUN,                        QUEUED",
        "notrun,                         NOT_RUN,                        QUEUED",
        "disabled,                       DISABLED,                       QUEUED",
        "prepare,                        PREPARE,                        RUNNING",
        "distributed,                    DISTRIBUTED,                    RUNNING",
        "running,                        RUNNING,                        RUNNING",
        "changed,                        CHANGED,                        RUNNING",
        "wait_for_approval,              WAIT_FOR_APPROVAL,              PERSON",
        "waitforapprove,                 WAIT_FOR_APPROVAL,              PERSON",
        "wait_for_manual_error_handling, WAIT_FOR_MANUAL_ERROR_HANDLING, PERSON",
        "pause,                          PAUSE,                          PERSON",
        "debug_before,                   DEBUG_BEFORE,                   PERSON",
        "debug_after,                    DEBUG_AFTER,                    PERSON",
        "passed,                         PASSED,                         ENDED",
        "unstable,                       UNSTABLE,                       ENDED",
        "skipped,                        SKIPPED,                        ENDED",
        "failed,                         FAILED,                         ENDED",
        "timeout,                        TIMEOUT,                        ENDED",
        "cancelled,                      CANCELLED,                      ENDED",
        "reject,                         REJECT,                         ENDED",
    })
    void statusHasAMeaning(String wire, TaskStatus status, TaskStatus.Phase phase) {
        assertThat(TaskStatus.of(wire)).isEqualTo(status);
        assertThat(status.phase()).isEqualTo(phase);
        assertThat(status.ended()).isEqualTo(phase == TaskStatus.Phase.ENDED);
    }

    @Test
    void unknownStatusIsNoEnd() {
        assertThat(TaskStatus.of("hibernating")).isEqualTo(TaskStatus.UNKNOWN);
        assertThat(TaskStatus.UNKNOWN.phase()).isEqualTo(TaskStatus.Phase.RUNNING);
        assertThat(TaskStatus.UNKNOWN.ended()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PASSED, SUCCESS",
        "UNSTABLE, SUCCESS",
        "FAILED, FAILURE",
        "TIMEOUT, FAILURE",
        "REJECT, FAILURE",
        "CANCELLED, ABORTED",
        "SKIPPED, NOT_BUILT",
    })
    void endHasAnOutcome(TaskStatus status, Outcome outcome) {
        assertThat(Outcome.of(status)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnEndHasAnOutcome(TaskStatus status) {
        if (!status.ended()) {
            assertThatIllegalArgumentException().isThrownBy(() -> Outcome.of(status));
        }
    }

    @Test
    void badEndsCanBeRetried() {
        assertThat(EnumSet.allOf(TaskStatus.class))
                .filteredOn(TaskStatus::retryable)
                .containsExactlyInAnyOrder(
                        TaskStatus.FAILED, TaskStatus.TIMEOUT, TaskStatus.CANCELLED, TaskStatus.REJECT);
    }
}
