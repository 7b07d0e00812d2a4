package io.jenkins.plugins.zadig.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a user of Jenkins did with a task from the page of a build.
 *
 * @param what {@code approve}, {@code reject}, {@code cancel} or {@code retry}
 * @param approval key of the approval that a vote is for; else empty
 * @param userId of the user, and {@code user} the name
 * @param time epoch milliseconds
 * @param state {@code sent}, {@code done} or {@code failed}
 * @param error why it failed; else empty
 */
@ExportedBean(defaultVisibility = 9)
public record TaskAction(
        @Exported String what,
        @Exported String approval,
        @Exported String userId,
        @Exported String user,
        @Exported long time,
        @Exported String comment,
        @Exported String state,
        @Exported String error) {
    static final String APPROVE = "approve";
    static final String REJECT = "reject";
    static final String CANCEL = "cancel";
    static final String RETRY = "retry";

    static final String SENT = "sent";
    static final String DONE = "done";
    static final String FAILED = "failed";

    public TaskAction {
        what = KeptText.line(what);
        userId = KeptText.line(userId);
        user = KeptText.line(user);
        comment = KeptText.message(comment);
        state = KeptText.line(state);
        error = KeptText.message(error);
    }

    TaskAction ended(String end, String why) {
        return new TaskAction(what, approval, userId, user, time, comment, end, why);
    }

    /** Whether both are the same one, at whatever state. */
    boolean is(TaskAction other) {
        return time == other.time
                && what.equals(other.what)
                && approval.equals(other.approval)
                && userId.equals(other.userId);
    }
}
