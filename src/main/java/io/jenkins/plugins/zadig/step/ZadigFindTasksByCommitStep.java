package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Finds the tasks of product workflows that worked on a commit. Servers from 1.18 on cannot, and the step says so
 * (zadig-servers 22.13).
 */
public final class ZadigFindTasksByCommitStep extends ZadigStep implements RepeatableStep {
    private static final long serialVersionUID = 1L;

    public final String commit;

    @DataBoundConstructor
    public ZadigFindTasksByCommitStep(String commit) {
        this.commit = Util.fixNull(commit).trim();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (!isCommit(commit)) {
            throw new AbortException(Messages.ZadigFindTasksByCommitStep_commit(commit));
        }
        return new RepeatableExecution(context, this, server, Subject.commit(commit));
    }

    /** A shorter text would match the commits of others. */
    private static boolean isCommit(String text) {
        return text.matches("[0-9a-fA-F]{8,64}");
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) {
        return actor.client()
                .productWorkflows()
                .tasksOfCommit(commit)
                .thenApply(tasks -> tasks.stream()
                        .map(task -> new TaskHandle(
                                actor.task(WorkflowType.PRODUCT, task.project(), task.workflow(), task.id()),
                                task.page(),
                                "",
                                task.known()))
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigFindTasksByCommit", Operation.READ);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckCommit(@QueryParameter String value) {
            return isCommit(Util.fixNull(value).trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ZadigFindTasksByCommitStep_commit(Util.fixNull(value)));
        }
    }
}
