package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A {@link RepeatableStep} on its way. */
final class RepeatableExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final RepeatableStep step;
    private final String subject;

    /**
     * One that begins.
     *
     * @param server that the step names; {@code null} for the only one
     * @param subject what the step is about, for "there is no …"
     */
    <S extends ZadigStep & RepeatableStep> RepeatableExecution(
            StepContext context, S step, @CheckForNull String server, String subject) {
        super(context, server, step.getCredentialsId());
        this.step = step;
        this.subject = subject;
    }

    @Override
    void begin() throws Exception {
        then(step.perform(actor(), node()), this::succeed);
    }

    @Override
    void resume() throws Exception {
        begin();
    }

    @Override
    String subject() {
        return subject;
    }
}
