package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.Launch;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.order.KeyValueText;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.order.NotifyInput;
import io.jenkins.plugins.zadig.order.OrderForm;
import io.jenkins.plugins.zadig.order.TextMap;
import io.jenkins.plugins.zadig.order.UserInput;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs a custom workflow, and waits for its task unless told otherwise. */
public final class ZadigRunCustomWorkflowStep extends JobWaitingStep implements TextMap.Owner {
    public final String project;
    public final String workflow;

    /** Workflow variables by name; empty for none. */
    @DataBoundSetter
    public Map<String, Object> parameters = new LinkedHashMap<>();

    /** The jobs to run; empty for none. */
    @DataBoundSetter
    public List<ListedJob> jobs = new ArrayList<>();

    /** What is said about the workflow's notifications; empty for nothing. */
    @DataBoundSetter
    public List<NotifyInput> notifyInputs = new ArrayList<>();

    /** Whether approvals may be left out on servers that cannot be told to keep them. */
    @DataBoundSetter
    public boolean bypassApproval;

    /** Whether jobs that are not listed may run, as Zadig 3.4.0 has it. */
    @DataBoundSetter
    public boolean runUnlisted;

    /** Whether the jobs that are not listed run, too, with the values that the workflow has stored. */
    @DataBoundSetter
    public boolean asConfigured;

    /** Whether the step ends with the task; otherwise it ends as soon as the task is on its way. */
    @DataBoundSetter
    public boolean wait = true;

    /** Whether the order is only checked and shown. */
    @DataBoundSetter
    public boolean dryRun;

    /** Remark to set on the task right after its launch; empty for none. */
    @DataBoundSetter
    public String remark = "";

    @DataBoundConstructor
    public ZadigRunCustomWorkflowStep(String project, String workflow) {
        this.project = Util.fixNull(project).trim();
        this.workflow = Util.fixNull(workflow).trim();
    }

    @Override
    public TextMap textMap() {
        return KeyValueText.of("parameters", parameters);
    }

    @Override
    boolean waits() {
        return wait;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (project.isEmpty() || workflow.isEmpty()) {
            throw new AbortException(Messages.ZadigStep_nameMissing("zadigRunCustomWorkflow"));
        }
        var written = UserInput.read(() -> LaunchOrder.written(
                project, workflow, parameters, jobs, notifyInputs, bypassApproval, runUnlisted, asConfigured));
        var order = new Order(PlainJson.write(written.toMap()), remark.trim());
        return new RunExecution(context, this, WorkflowType.CUSTOM, project, workflow, order, dryRun);
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements OrderForm {
        public DescriptorImpl() {
            super("zadigRunCustomWorkflow", Operation.RUN);
        }
    }

    /** What to run, as JSON, and the remark to set. */
    private record Order(String json, String remark) implements RunExecution.Order {
        private LaunchOrder read(Actor actor) {
            return LaunchOrder.of(PlainJson.read(json))
                    .keyedBy(actor.connection().launchKeyVariable());
        }

        @Override
        public CompletableFuture<String> preview(Actor actor) {
            return Launch.plan(actor, read(actor)).thenApply(LaunchPlan::preview);
        }

        @Override
        public Opening opening(Actor actor) {
            return Launch.of(read(actor), remark);
        }
    }
}
