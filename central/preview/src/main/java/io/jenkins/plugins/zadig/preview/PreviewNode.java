package io.jenkins.plugins.zadig.preview;

import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The node of the flow graph that stands for one step, or for a block. */
public final class PreviewNode extends FlowNode {
    private final String function;

    PreviewNode(int id, PreviewNode block, String function) {
        super(null, Integer.toString(id), block == null ? List.of() : List.of(block));
        this.function = function;
    }

    private PreviewNode(PreviewNode before) {
        super(null, before.getId() + "+", List.of(before));
        this.function = "end";
    }

    /** A node that follows this one, as the step of this one is over. */
    PreviewNode next() {
        return new PreviewNode(this);
    }

    /** The name of the step, for example {@code zadigAwaitTask}. */
    public String function() {
        return function;
    }

    @Override
    public String getDisplayFunctionName() {
        return function;
    }

    @Override
    protected String getTypeDisplayName() {
        return function;
    }

    @Override
    public String toString() {
        return function + '#' + getId();
    }
}
