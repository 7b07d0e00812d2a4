package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
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
import io.jenkins.plugins.zadig.order.UserInput;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Runs a custom workflow, and waits for its task unless told otherwise. */
public final class ZadigRunCustomWorkflowStep extends JobWaitingStep implements DataBoundResolvable {
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

    /** For the form. */
    public String getParametersText() {
        return KeyValueText.format(parameters);
    }

    @Override
    public Object bindResolve(StaplerRequest2 request, JSONObject form) {
        KeyValueText.bind(form, "parametersText", parameters);
        return this;
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
        return new Execution(this, context);
    }

    private String order() throws AbortException {
        return PlainJson.write(UserInput.read(() -> LaunchOrder.written(
                        project, workflow, parameters, jobs, notifyInputs, bypassApproval, runUnlisted, asConfigured))
                .toMap());
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements OrderForm {
        public DescriptorImpl() {
            super("zadigRunCustomWorkflow", Operation.RUN, Messages._ZadigRunCustomWorkflowStep_displayName());
        }
    }

    private static final class Execution extends RunExecution {
        private static final long serialVersionUID = 1L;

        /** What to run, as JSON. */
        private final String order;

        private final String remark;

        Execution(ZadigRunCustomWorkflowStep step, StepContext context) throws AbortException {
            super(
                    context,
                    step,
                    WorkflowType.CUSTOM,
                    step.project,
                    step.workflow,
                    step.options(WaitOptions.Fate.CANCEL),
                    step.dryRun);
            order = step.order();
            remark = step.remark.trim();
        }

        private LaunchOrder ordered() throws Exception {
            return LaunchOrder.of(PlainJson.read(order)).keyedBy(connection().launchKeyVariable());
        }

        @Override
        CompletableFuture<String> preview() throws Exception {
            return Launch.plan(actor(), ordered()).thenApply(LaunchPlan::preview);
        }

        @Override
        Opening opening() throws Exception {
            return Launch.of(ordered(), remark);
        }
    }
}
