package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.stapler.DataBoundConstructor;

/** Returns the views of a project. */
public final class ZadigListViewsStep extends ProjectListStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigListViewsStep(String project) {
        super(project);
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) {
        var server = actor.connection().server();
        return listed(actor, actor.client().views().list(project), view -> new ViewHandle(server, project, view));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigListViews", Operation.READ);
        }
    }
}
