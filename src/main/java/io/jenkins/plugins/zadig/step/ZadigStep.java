package io.jenkins.plugins.zadig.step;

import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What every step that talks to Zadig has: which server, and as whom. A build keeps it with the execution of the step,
 * and not with the step.
 */
public abstract class ZadigStep extends Step {
    /** What the steps need: no node, no workspace. */
    static final Set<Class<?>> CONTEXT = Set.of(Run.class, TaskListener.class, FlowNode.class);

    /** Name of the server; empty for the only one configured. */
    @DataBoundSetter
    public String server = "";

    /** Credential to use instead of the server's; empty for that one. */
    @DataBoundSetter
    public String credentialsId = "";
}
