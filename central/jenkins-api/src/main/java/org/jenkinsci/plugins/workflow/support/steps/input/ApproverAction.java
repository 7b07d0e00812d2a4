package org.jenkinsci.plugins.workflow.support.steps.input;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import org.kohsuke.stapler.export.Exported;

public class ApproverAction extends InvisibleAction {
    private final @NonNull String userId;

    public ApproverAction(String userId) {
        this.userId = userId;
    }

    @Exported
    public String getUserId() {
        return userId;
    }
}
