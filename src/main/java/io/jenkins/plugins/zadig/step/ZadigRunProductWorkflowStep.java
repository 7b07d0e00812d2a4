package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Launch;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.order.DeployedService;
import io.jenkins.plugins.zadig.order.PlainValues;
import io.jenkins.plugins.zadig.order.ProductOrder;
import io.jenkins.plugins.zadig.order.UserInput;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs a product workflow, which servers have up to 3.4.0, and waits for its task unless told otherwise. */
public final class ZadigRunProductWorkflowStep extends WaitingStep {
    public final String project;
    public final String workflow;

    /** Where to deploy to; empty when nothing is deployed. */
    @DataBoundSetter
    public String environment = "";

    /** The services to build; empty for none. */
    @DataBoundSetter
    public List<BuiltService> build = new ArrayList<>();

    /** The services to deploy; empty for none. */
    @DataBoundSetter
    public List<DeployedService> deploy = new ArrayList<>();

    @DataBoundSetter
    public boolean wait = true;

    /** Whether the order is only checked and shown. */
    @DataBoundSetter
    public boolean dryRun;

    @DataBoundConstructor
    public ZadigRunProductWorkflowStep(String project, String workflow) {
        this.project = Util.fixNull(project).trim();
        this.workflow = Util.fixNull(workflow).trim();
    }

    @Override
    boolean waits() {
        return wait;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (project.isEmpty() || workflow.isEmpty()) {
            throw new AbortException(Messages.ZadigStep_nameMissing("zadigRunProductWorkflow"));
        }
        return new Execution(this, context);
    }

    private String order() throws AbortException {
        var request = UserInput.read(() -> ProductOrder.request(project, workflow, environment.trim(), build, deploy));
        return PlainJson.write(PlainValues.written(request.toMap()));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super(
                    "zadigRunProductWorkflow",
                    Operation.RUN,
                    WorkflowType.PRODUCT,
                    Messages._ZadigRunProductWorkflowStep_displayName());
        }
    }

    private static final class Execution extends RunExecution {
        private static final long serialVersionUID = 1L;

        /** What to run, as JSON. */
        private final String order;

        private final String project;
        private final String workflow;

        Execution(ZadigRunProductWorkflowStep step, StepContext context) throws AbortException {
            super(
                    context,
                    step,
                    WorkflowType.PRODUCT,
                    step.project,
                    step.workflow,
                    step.options(WaitOptions.Fate.CANCEL),
                    step.dryRun);
            order = step.order();
            project = step.project;
            workflow = step.workflow;
        }

        private ProductRunRequest request() {
            return ProductRunRequest.of(PlainValues.read(PlainJson.read(order)));
        }

        @Override
        CompletableFuture<String> preview() throws Exception {
            var actor = actor();
            // Tells, too, when the server has no product workflows.
            return actor.client()
                    .tasks(WorkflowType.PRODUCT)
                    .tasks(project, workflow, 1, 1)
                    .thenCompose(page -> Launch.plan(actor, request()))
                    .thenApply(ProductRunRequest::preview);
        }

        @Override
        Opening opening() {
            return Launch.of(request());
        }
    }
}
