package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.FoundWorkflow;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Returns the workflows of a project, or of one of its views. */
public final class ZadigListWorkflowsStep extends ProjectListStep {
    private static final long serialVersionUID = 1L;

    /** Name of a view; empty for all workflows of the project. */
    @DataBoundSetter
    public String view = "";

    @DataBoundConstructor
    public ZadigListWorkflowsStep(String project) {
        super(project);
    }

    private String shown() {
        return view.trim();
    }

    @Override
    String subject() {
        return shown().isEmpty() ? super.subject() : Subject.view(shown(), project);
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) {
        var workflows = actor.client().workflows();
        return listed(
                actor,
                shown().isEmpty() ? workflows.list(project) : workflows.list(project, shown()),
                listed -> new WorkflowHandle(FoundWorkflow.of(actor, project, listed)));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigListWorkflows", Operation.READ);
        }
    }
}
