package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.WorkflowType;

/** What the forms of steps and build steps offer for {@link WaitOptions}; an empty value is what holds unless told. */
public final class WaitChoices {
    private WaitChoices() {}

    @NonNull
    public static ListBoxModel types() {
        var items = new ListBoxModel();
        items.add(Messages.WaitChoices_customWorkflow(), "");
        items.add(Messages.WaitChoices_productWorkflow(), WorkflowType.PRODUCT.word());
        return items;
    }

    @NonNull
    public static ListBoxModel testFailures() {
        var items = new ListBoxModel();
        items.add(Messages.WaitChoices_unstable(), "");
        items.add(Messages.WaitChoices_ignore(), "ignore");
        return items;
    }

    @NonNull
    public static ListBoxModel logs() {
        var items = new ListBoxModel();
        items.add(Messages.WaitChoices_logsFailed(), "");
        items.add(Messages.WaitChoices_logsAll(), "all");
        items.add(Messages.WaitChoices_logsNone(), "none");
        return items;
    }

    @NonNull
    public static ListBoxModel unstableAs() {
        var items = new ListBoxModel();
        items.add(Messages.WaitChoices_unstable(), "");
        items.add(Messages.WaitChoices_success(), "SUCCESS");
        items.add(Messages.WaitChoices_failure(), "FAILURE");
        return items;
    }

    @NonNull
    public static ListBoxModel onAbort() {
        var items = new ListBoxModel();
        items.add(Messages.WaitChoices_cancelOwn(), "");
        items.add(Messages.WaitChoices_cancel(), "cancel");
        items.add(Messages.WaitChoices_leave(), "leave");
        return items;
    }

    @NonNull
    public static ListBoxModel onTimeout() {
        var items = new ListBoxModel();
        items.add(Messages.WaitChoices_cancel(), "");
        items.add(Messages.WaitChoices_leave(), "leave");
        return items;
    }

    /** Says what is wrong with a time span, if something is. */
    @NonNull
    public static FormValidation checkTimeSpan(@NonNull String option, @CheckForNull String span) {
        try {
            WaitOptions.seconds(option, span);
            return FormValidation.ok();
        } catch (AbortException x) {
            return FormValidation.error(x.getMessage());
        }
    }
}
