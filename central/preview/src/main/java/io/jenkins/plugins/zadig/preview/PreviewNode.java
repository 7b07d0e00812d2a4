package io.jenkins.plugins.zadig.preview;

import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The node of the flow graph that stands for one step, or for a block. */
public final class PreviewNode extends FlowNode {
    private final String function;
    private final PreviewNode block;
    private volatile Throwable failure;
    private volatile Disk disk = () -> {};

    /** What the node is written to. */
    @FunctionalInterface
    public interface Disk {
        void write() throws IOException;
    }

    PreviewNode(FlowExecution execution, int id, PreviewNode block, String function) {
        super(execution, Integer.toString(id), block == null ? List.of() : List.of(block));
        this.function = function;
        this.block = block;
        addAction(new TimingAction());
    }

    private PreviewNode(PreviewNode before) {
        super(before.getExecution(), before.getId() + "+", List.of(before));
        this.function = "end";
        this.block = before.block;
    }

    /** A node that follows this one, as the step of this one is over. */
    PreviewNode next() {
        return new PreviewNode(this);
    }

    /** Whether this is a block or in it. */
    boolean isWithin(PreviewNode other) {
        return this == other || block != null && block.isWithin(other);
    }

    /** That the block of this node threw something. */
    void failed(Throwable thrown) {
        failure = thrown;
    }

    /** What its block threw; {@code null} for nothing. */
    Throwable failure() {
        return failure;
    }

    /** Writes the node to something, instead of to nothing. */
    public void writeTo(Disk other) {
        disk = other;
    }

    @Override
    public void save() throws IOException {
        disk.write();
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
