package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.CodeChange;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.StoredWorkflow;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Replaces a custom workflow by code. */
public final class ZadigUpdateWorkflowStep extends CodeStep {
    private final String workflow;
    private boolean replace;
    private boolean createIfMissing;

    @DataBoundConstructor
    public ZadigUpdateWorkflowStep(String project, String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    @NonNull
    public String getWorkflow() {
        return workflow;
    }

    /** Whether what the code lacks is taken out of the workflow; otherwise such code is refused. */
    public boolean isReplace() {
        return replace;
    }

    @DataBoundSetter
    public void setReplace(boolean replace) {
        this.replace = replace;
    }

    /** Whether the workflow is created when there is none. */
    public boolean isCreateIfMissing() {
        return createIfMissing;
    }

    @DataBoundSetter
    public void setCreateIfMissing(boolean createIfMissing) {
        this.createIfMissing = createIfMissing;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        need("workflow", workflow);
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigUpdateWorkflow";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigUpdateWorkflowStep_displayName();
        }

        @NonNull
        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }

    private static final class Execution extends CodeExecution {
        private static final long serialVersionUID = 1L;

        private final String workflow;
        private final boolean replace;
        private final boolean createIfMissing;
        private long updatedBefore;

        /** Whether there was no such workflow. */
        private volatile boolean missing;

        /** What the update changes, in lines. */
        private ArrayList<String> changes = new ArrayList<>();

        Execution(ZadigUpdateWorkflowStep step, StepContext context) throws AbortException {
            super(context, step);
            workflow = step.workflow;
            replace = step.replace;
            createIfMissing = step.createIfMissing;
        }

        @Override
        CompletableFuture<?> check(WorkflowCode code) throws Exception {
            if (!code.key().equals(workflow)) {
                throw new AbortException(
                        Messages.ZadigUpdateWorkflowStep_otherKey(source(), PlainText.line(code.key()), workflow));
            }
            var found = client().workflows().find(WorkflowType.CUSTOM, project(), workflow);
            var stored = client().customWorkflows();
            return found.thenCompose(listed -> {
                        updatedBefore = listed.updateTime();
                        return stored.stored(project(), workflow);
                    })
                    .handle((known, thrown) -> {
                        if (thrown == null) {
                            return compare(code, known);
                        }
                        var why = ZadigException.of(thrown);
                        missing = createIfMissing && why instanceof ZadigException.NotFound;
                        // What cannot be read cannot be compared.
                        return missing || why instanceof ZadigException.Unsupported
                                ? CompletableFuture.<Void>completedFuture(null)
                                : CompletableFuture.<Void>failedFuture(why);
                    })
                    .thenCompose(Function.identity());
        }

        private CompletableFuture<Void> compare(WorkflowCode code, StoredWorkflow stored) {
            try {
                var found = stored.changes(code);
                var lost = found.stream().filter(CodeChange::removes).toList();
                if (!lost.isEmpty() && !replace && !isDryRun()) {
                    return CompletableFuture.failedFuture(new AbortException(Messages.ZadigUpdateWorkflowStep_lacks(
                            source(),
                            workflow,
                            lost.stream().map(change -> "\n  " + change).collect(Collectors.joining()))));
                }
                stored.complete(code);
                found.forEach(change -> changes.add(change.toString()));
                return CompletableFuture.completedFuture(null);
            } catch (WorkflowCode.Broken x) {
                return CompletableFuture.failedFuture(new AbortException(said(x)));
            }
        }

        /** Secrets that the code does not have are taken from the workflow when it is sent, and kept nowhere. */
        @Override
        CompletableFuture<Void> send() throws Exception {
            var code = code();
            var workflows = client().customWorkflows();
            if (missing) {
                return workflows.create(toCreate());
            }
            return workflows
                    .stored(project(), workflow)
                    .handle((stored, thrown) -> {
                        try {
                            if (thrown == null) {
                                return workflows.update(stored.complete(code));
                            }
                            var why = ZadigException.of(thrown);
                            return why instanceof ZadigException.Unsupported
                                    ? workflows.update(code)
                                    : CompletableFuture.<Void>failedFuture(why);
                        } catch (WorkflowCode.Broken x) {
                            return CompletableFuture.<Void>failedFuture(new AbortException(said(x)));
                        }
                    })
                    .thenCompose(Function.identity());
        }

        /** Servers note the second of each update. */
        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return client().workflows()
                    .find(WorkflowType.CUSTOM, project(), workflow)
                    .thenApply(found -> found.updateTime() > updatedBefore);
        }

        @Override
        void done() throws Exception {
            if (isDryRun()) {
                say(
                        missing
                                ? Messages.ZadigCreateWorkflowStep_wouldCreate(workflow)
                                : changes.isEmpty()
                                        ? Messages.ZadigUpdateWorkflowStep_same(workflow)
                                        : Messages.ZadigUpdateWorkflowStep_wouldChange(workflow));
                for (String change : changes) {
                    say("  " + change);
                }
                succeed(changes);
                return;
            }
            say(
                    missing
                            ? Messages.ZadigCreateWorkflowStep_created(workflow, link(workflow))
                            : Messages.ZadigUpdateWorkflowStep_updated(workflow, link(workflow)));
            then(read(workflow), this::succeed);
        }

        @Override
        String subject() {
            return Messages.subject_workflow(workflow, project());
        }
    }
}
