package io.jenkins.plugins.zadig.act;

import hudson.model.Run;
import io.jenkins.plugins.zadig.api.Defects;
import io.jenkins.plugins.zadig.task.Failsafe;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;

/** The pause that the graph shows of a step which was lost with its build: views count its time for ever. */
final class LeftPause {
    private LeftPause() {}

    /** Ends it, where there is one. */
    static void end(Run<?, ?> run, String step) {
        if (run instanceof FlowExecutionOwner.Executable pipeline) {
            Failsafe.run(() -> end(pipeline, step));
        }
    }

    private static void end(FlowExecutionOwner.Executable pipeline, String step) {
        var owner = pipeline.asFlowExecutionOwner();
        var execution = owner == null ? null : owner.getOrNull();
        try {
            var node = execution == null ? null : execution.getNode(step);
            if (node != null && PauseAction.isPaused(node)) {
                PauseAction.endCurrentPause(node);
            }
        } catch (IOException x) {
            Defects.log(x);
        }
    }
}
