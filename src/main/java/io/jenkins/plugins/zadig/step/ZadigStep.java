package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What every step that talks to Zadig has: which server, and as whom. A build keeps it with the execution of the step, and
 * not with the step.
 */
public abstract class ZadigStep extends Step {
    /** What the steps need: no node, no workspace. */
    static final Set<Class<?>> CONTEXT = Set.of(Run.class, TaskListener.class, FlowNode.class);

    private String server;
    private String credentialsId;

    /** Name of the server; {@code null} for the only one configured. */
    @CheckForNull
    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    /** Credential to use instead of the server's; {@code null} for that one. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }
}
