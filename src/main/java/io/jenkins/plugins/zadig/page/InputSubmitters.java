package io.jenkins.plugins.zadig.page;

import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction;

/** Who clicked {@code input} in a Pipeline. */
@Extension(optional = true)
public final class InputSubmitters implements Submitters {
    @Override
    public List<String> of(Run<?, ?> run) {
        return run.getActions(ApproverAction.class).stream()
                .map(ApproverAction::getUserId)
                .toList();
    }
}
