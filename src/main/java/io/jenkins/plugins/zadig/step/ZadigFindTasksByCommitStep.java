package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.CommitTask;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Finds the tasks of product workflows that worked on a commit. Servers from 1.18 on cannot, and the step says so. */
public final class ZadigFindTasksByCommitStep extends ZadigStep {
    private final String commit;

    @DataBoundConstructor
    public ZadigFindTasksByCommitStep(String commit) {
        this.commit = Util.fixNull(commit).trim();
    }

    @NonNull
    public String getCommit() {
        return commit;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (!isCommit(commit)) {
            throw new AbortException(Messages.ZadigFindTasksByCommitStep_commit(commit));
        }
        return new Execution(this, context);
    }

    /** A shorter text would match the commits of others. */
    private static boolean isCommit(String text) {
        return text.matches("[0-9a-fA-F]{8,64}");
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigFindTasksByCommit";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigFindTasksByCommitStep_displayName();
        }

        @POST
        public FormValidation doCheckCommit(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
            return isCommit(Util.fixNull(value).trim())
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ZadigFindTasksByCommitStep_commit(Util.fixNull(value)));
        }
    }

    private static final class Execution extends ZadigStepExecution {
        private static final long serialVersionUID = 1L;

        private final String commit;

        Execution(ZadigFindTasksByCommitStep step, StepContext context) {
            super(context, step.getServer(), step.getCredentialsId());
            commit = step.commit;
        }

        @Override
        void begin() throws Exception {
            then(connection().client().productWorkflows().tasksOfCommit(commit), tasks -> succeed(handles(tasks)));
        }

        private List<TaskHandle> handles(List<CommitTask> tasks) throws Exception {
            var open = connection();
            var handles = new ArrayList<TaskHandle>();
            for (CommitTask task : tasks) {
                var ref = new TaskRef(open.server(), WorkflowType.PRODUCT, task.project(), task.workflow(), task.id());
                handles.add(new TaskHandle(ref, task.page(), "", known(task)));
            }
            return handles;
        }

        private static WorkflowTask known(CommitTask task) {
            return new WorkflowTask(
                    task.id(),
                    task.workflow(),
                    "",
                    task.project(),
                    task.status(),
                    "",
                    "",
                    task.createTime(),
                    task.startTime(),
                    task.endTime(),
                    List.of(),
                    List.of(),
                    "",
                    "");
        }

        @Override
        void resume() throws Exception {
            begin();
        }

        @Override
        String subject() {
            return Messages.subject_commit(commit);
        }
    }
}
