package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskText;

/**
 * How a page shows a status.
 *
 * @param kind for style sheets
 * @param symbol of Jenkins, which tells by its shape as well as by its colour
 * @param colour class of Jenkins for it
 * @param text in the reader's language
 * @param weight of several statuses, the one with the most weight says how it is with all of them
 */
public record StatusLook(String kind, String symbol, String colour, String text, int weight) {
    private static final String ERROR = "jenkins-!-error-color";
    private static final String WARNING = "jenkins-!-warning-color";
    private static final String SUCCESS = "jenkins-!-success-color";
    private static final String ACCENT = "jenkins-!-accent-color";
    private static final String QUIET = "jenkins-!-text-color-secondary";

    static StatusLook of(String wire) {
        var status = TaskStatus.of(wire);
        var text = status == TaskStatus.UNKNOWN ? PlainText.line(wire) : TaskText.status(status);
        return switch (status) {
            case FAILED, TIMEOUT, REJECT -> new StatusLook("failed", "symbol-status-red", ERROR, text, 9);
            case CANCELLED -> new StatusLook("cancelled", "symbol-status-aborted", QUIET, text, 8);
            case WAIT_FOR_APPROVAL, WAIT_FOR_MANUAL_ERROR_HANDLING, PAUSE, DEBUG_BEFORE, DEBUG_AFTER ->
                new StatusLook("person", "symbol-person", WARNING, text, 7);
            case PREPARE, DISTRIBUTED, RUNNING, CHANGED, UNKNOWN ->
                new StatusLook("running", "symbol-status-nobuilt-anime", ACCENT, text, 6);
            case CREATED, WAITING, QUEUED, BLOCKED, PENDING ->
                new StatusLook("queued", "symbol-hourglass", QUIET, text, 5);
            case UNSTABLE -> new StatusLook("unstable", "symbol-status-yellow", WARNING, text, 4);
            case PASSED -> new StatusLook("passed", "symbol-status-blue", SUCCESS, text, 3);
            case SKIPPED -> new StatusLook("skipped", "symbol-status-disabled", QUIET, text, 2);
            case NOT_STARTED, NOT_RUN, DISABLED ->
                new StatusLook("idle", "symbol-status-nobuilt", QUIET, Messages.status_notStarted(), 1);
        };
    }
}
