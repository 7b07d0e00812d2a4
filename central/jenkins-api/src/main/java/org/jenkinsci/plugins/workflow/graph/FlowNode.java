package org.jenkinsci.plugins.workflow.graph;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class FlowNode extends Actionable implements Saveable {
    private final String id;
    private final transient FlowExecution exec;
    private final transient List<FlowNode> parents;

    protected FlowNode(FlowExecution exec, String id, List<FlowNode> parents) {
        this.id = id;
        this.exec = exec;
        this.parents = List.copyOf(parents);
    }

    protected FlowNode(FlowExecution exec, String id, FlowNode... parents) {
        this(exec, id, List.of(parents));
    }

    @NonNull
    public FlowExecution getExecution() {
        return exec;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof FlowNode that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @NonNull
    public List<FlowNode> getParents() {
        return parents;
    }

    @NonNull
    @Exported
    public String getId() {
        return id;
    }

    @Exported
    @Override
    public String getDisplayName() {
        LabelAction label = getAction(LabelAction.class);
        return label == null ? getTypeDisplayName() : label.getDisplayName();
    }

    public String getDisplayFunctionName() {
        return getTypeDisplayName();
    }

    protected abstract String getTypeDisplayName();

    @Override
    @CheckForNull
    public <T extends Action> T getAction(Class<T> type) {
        return super.getAction(type);
    }

    @Exported
    @NonNull
    @SuppressWarnings("deprecation")
    @Override
    public List<Action> getActions() {
        return super.getActions();
    }

    @Override
    public void save() throws IOException {}
}
