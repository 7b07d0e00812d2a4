package hudson.tasks.junit.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.tasks.junit.TestResultSummary;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

public class JUnitResultsStepExecution extends SynchronousNonBlockingStepExecution<TestResultSummary> {
    private static final long serialVersionUID = 1L;

    JUnitResultsStepExecution(StepContext context) {
        super(context);
    }

    @Override
    protected TestResultSummary run() throws Exception {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static List<FlowNode> getEnclosingStagesAndParallels(FlowNode node) {
        List<FlowNode> labelled = new ArrayList<>();
        for (FlowNode block = node; !block.getParents().isEmpty(); ) {
            block = block.getParents().get(0);
            if (block.getAction(LabelAction.class) != null) {
                labelled.add(block);
            }
        }
        return labelled;
    }

    @NonNull
    public static List<String> getEnclosingBlockIds(@NonNull List<FlowNode> nodes) {
        return nodes.stream().map(FlowNode::getId).toList();
    }

    @NonNull
    public static List<String> getEnclosingBlockNames(@NonNull List<FlowNode> nodes) {
        return nodes.stream().map(FlowNode::getDisplayName).toList();
    }
}
