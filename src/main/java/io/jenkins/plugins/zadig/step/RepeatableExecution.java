package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A {@link RepeatableStep} on its way. */
final class RepeatableExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final RepeatableStep step;
    private final String subject;

    /** Name and address of the server that was asked; {@code null} before that. */
    @CheckForNull
    private volatile String asked;

    @CheckForNull
    private volatile String address;

    /**
     * One that begins.
     *
     * @param server that the step names; {@code null} for the only one
     * @param subject what the step is about, for "there is no …"
     */
    <S extends ZadigStep & RepeatableStep> RepeatableExecution(
            StepContext context, S step, @CheckForNull String server, String subject) {
        super(context, server, step.credentialsId);
        this.step = step;
        this.subject = subject;
    }

    @Override
    String server() throws IOException, InterruptedException {
        return step.server(super.server(), run());
    }

    @Override
    void begin() throws Exception {
        asked = connection().server();
        address = actor().address().toString();
        then(step.perform(actor(), node()), this::succeed);
    }

    @Override
    boolean hasBegun() {
        return address != null;
    }

    @Override
    void resume() throws Exception {
        var name = asked;
        var before = address;
        if (name != null && before != null) {
            reopen(name, before);
            connection().require(ZadigStepDescriptor.operation(getContext()));
            var now = actor().address().toString();
            if (!now.equals(before)) {
                // What has the same name or number there may be something else.
                throw new AbortException(Messages.RepeatableExecution_moved(name, before, now));
            }
        }
        begin();
    }

    @Override
    String subject() {
        return subject;
    }
}
