package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.act.LogReading;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Prints and returns the end of a job's log: of one that has ended, or of one that runs, until it ends. */
public final class ZadigTaskLogStep extends TaskStep {
    private static final long serialVersionUID = 1L;

    private static final int DEFAULT_LINES = 1_000;

    private final String job;

    /** Whether the step goes on until the job has ended, with each line as it comes. */
    @DataBoundSetter
    public boolean follow;

    /** How many of the last lines are printed and returned. */
    @DataBoundSetter
    public int lines = DEFAULT_LINES;

    /** Whether the lines come onto the console. */
    @DataBoundSetter
    public boolean print = true;

    @DataBoundConstructor
    public ZadigTaskLogStep(String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    /** The job by its configured name, its name within the task, or as the console calls it. */
    @CheckForNull
    public String getJob() {
        return job;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (job == null) {
            throw new AbortException(Messages.ZadigTaskLogStep_jobMissing());
        }
        NumberRange.check("lines", lines, 1, LogReading.MAX_LINES);
        return new Execution(this, choice(), context);
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigTaskLog", Operation.READ, WorkflowType.CUSTOM);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckJob(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        private final LogReading.Choice log;

        @CheckForNull
        private transient volatile LogReading reading;

        Execution(ZadigTaskLogStep step, TaskChoice choice, StepContext context) {
            super(context, step, choice);
            log = new LogReading.Choice(step.job, step.follow, step.lines, step.print);
        }

        @Override
        void begin() throws Exception {
            var own = new LogReading(actor(), observed(log.toString(), null), log);
            reading = own;
            if (!isOver()) {
                then(own.begin(), this::succeed);
            }
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            super.stop(cause);
            hangUp();
        }

        @Override
        void abandon() {
            super.abandon();
            hangUp();
        }

        private void hangUp() {
            onWorker(() -> {
                var own = reading;
                if (own != null) {
                    own.stop();
                }
            });
        }

        /** What was printed before the restart is not known any more: the log begins with its tail again. */
        @Override
        void goOn() throws Exception {
            if (log.follow()) {
                actor().console(task()).say(Messages.ZadigTaskLogStep_restarted());
            }
            begin();
        }
    }
}
