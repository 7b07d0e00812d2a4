package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.KnownTask;
import io.jenkins.plugins.zadig.act.Launch;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.order.KeyValueText;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.order.NotifyInput;
import io.jenkins.plugins.zadig.order.OrderForm;
import io.jenkins.plugins.zadig.order.TextMap;
import io.jenkins.plugins.zadig.order.UserInput;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs a custom workflow, and waits for its task unless told otherwise. */
public final class RunWorkflowBuilder extends WaitingBuilder implements TextMap.Owner {
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

    /** Whether the build waits for the task's end; otherwise it goes on as soon as the task is on its way. */
    @DataBoundSetter
    public boolean wait = true;

    /** Whether approvals may be left out on servers that cannot be told to keep them. */
    @DataBoundSetter
    public boolean bypassApproval;

    /** Whether jobs that are not listed may run, as Zadig 3.4.0 has it. */
    @DataBoundSetter
    public boolean runUnlisted;

    /** Whether the jobs that are not listed run, too, with the values that the workflow has stored. */
    @DataBoundSetter
    public boolean asConfigured;

    /** Whether the order is only checked and shown. */
    @DataBoundSetter
    public boolean dryRun;

    /** Remark to set on the task right after its launch; empty for none. */
    @DataBoundSetter
    public String remark = "";

    @DataBoundConstructor
    public RunWorkflowBuilder(String project, String workflow) {
        this.project = Util.fixNull(project).trim();
        this.workflow = Util.fixNull(workflow).trim();
    }

    @Override
    public TextMap textMap() {
        return KeyValueText.of("parameters", parameters);
    }

    @Override
    boolean perform(BuildWork work) throws InterruptedException, IOException {
        var options = options(work.text(), WaitOptions.Fate.CANCEL);
        var order = order(work);
        if (dryRun) {
            var plan = Actor.get(Launch.plan(work.actor(), order));
            work.listener().getLogger().println(plan.preview());
            return true;
        }
        var task = work.actor().task(WorkflowType.CUSTOM, order.project(), order.workflow(), 0);
        return work.follow(
                Launch.of(order, work.text().expandOrEmpty(remark)), KnownTask.named(task), true, options, wait);
    }

    private LaunchOrder order(BuildWork work) throws AbortException {
        var written = UserInput.read(() -> LaunchOrder.written(
                project, workflow, parameters, jobs, notifyInputs, bypassApproval, runUnlisted, asConfigured));
        var order = written.replacing(work.text()::expandAsWritten)
                .keyedBy(work.connection().launchKeyVariable());
        if (order.project().isEmpty() || order.workflow().isEmpty()) {
            throw new AbortException(Messages.RunWorkflowBuilder_nameMissing());
        }
        return order;
    }

    @Extension
    @Symbol("runZadigWorkflow")
    public static final class DescriptorImpl extends ZadigBuilderDescriptor implements OrderForm {}
}
