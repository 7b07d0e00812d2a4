package io.jenkins.plugins.zadig.report;

import hudson.model.Result;
import hudson.tasks.junit.pipeline.JUnitResultsStepExecution;
import hudson.tasks.test.PipelineTestDetails;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The step of a pipeline that tests belong to. It is a class of its own, as a freestyle build has none. */
final class PipelineNode {
    private final FlowNode node;

    PipelineNode(FlowNode node) {
        this.node = node;
    }

    /** Where in the pipeline the tests ran: what makes a stage show its own. */
    PipelineTestDetails details() {
        var details = new PipelineTestDetails();
        details.setNodeId(node.getId());
        var blocks = JUnitResultsStepExecution.getEnclosingStagesAndParallels(node);
        details.setEnclosingBlocks(JUnitResultsStepExecution.getEnclosingBlockIds(blocks));
        details.setEnclosingBlockNames(JUnitResultsStepExecution.getEnclosingBlockNames(blocks));
        return details;
    }

    void warn(String message) {
        node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
    }
}
