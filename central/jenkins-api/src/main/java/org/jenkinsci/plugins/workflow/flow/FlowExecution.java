package org.jenkinsci.plugins.workflow.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class FlowExecution {
    @CheckForNull
    public abstract FlowNode getNode(String id) throws IOException;
}
