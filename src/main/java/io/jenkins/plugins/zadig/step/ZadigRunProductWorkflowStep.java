package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Actor;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Runs a product workflow, which servers have up to 3.4.0 (zadig-servers 1.3), and waits for its task unless told
 * otherwise.
 */
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

    /** Whether the step ends with the task; otherwise it ends as soon as the task is on its way. */
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
        var request = UserInput.read(() -> ProductOrder.request(project, workflow, environment.trim(), build, deploy));
        var order = new Order(PlainJson.write(PlainValues.written(request.toMap())));
        return new RunExecution(context, this, WorkflowType.PRODUCT, project, workflow, order, dryRun);
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigRunProductWorkflow", Operation.RUN, WorkflowType.PRODUCT);
        }
    }

    /** What to run, as JSON. */
    private record Order(String json) implements RunExecution.Order {
        private ProductRunRequest read() {
            return ProductRunRequest.of(PlainValues.read(PlainJson.read(json)));
        }

        @Override
        public CompletableFuture<String> preview(Actor actor) {
            var request = read();
            // Tells, too, when the server has no product workflows.
            return actor.client()
                    .tasks(WorkflowType.PRODUCT)
                    .tasks(request.project(), request.workflow(), 1, 1)
                    .thenCompose(page -> Launch.plan(actor, request))
                    .thenApply(ProductRunRequest::preview);
        }

        @Override
        public Opening opening(Actor actor) {
            return Launch.of(read());
        }
    }
}
