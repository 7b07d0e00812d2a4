package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.wait.WaitForm;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the forms of all steps have in common: what to choose from, and an early word on what is wrong. */
public abstract class ZadigStepDescriptor extends StepDescriptor implements CustomDescribableModel, WaitForm {
    private final String function;
    private final Operation operation;

    @CheckForNull
    private final WorkflowType workflowType;

    ZadigStepDescriptor(String function, Operation operation) {
        this(function, operation, null);
    }

    /**
     * The form of a step.
     *
     * @param operation what a server's access rules must allow for the step
     * @param workflowType of the workflows that the form offers; {@code null} for both
     */
    ZadigStepDescriptor(String function, Operation operation, @CheckForNull WorkflowType workflowType) {
        this.function = function;
        this.operation = operation;
        this.workflowType = workflowType;
    }

    /** Says in one line what is wrong, where Jenkins would only warn, guess, or answer with a stack trace. */
    @Override
    public final Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        try {
            StepArguments.check(getFunctionName(), clazz, arguments);
        } catch (AbortException x) {
            throw ZadigStepDescriptor.<RuntimeException>asIs(x);
        }
        return arguments;
    }

    /**
     * Throws an exception that the callers do not declare. Jenkins shows the message of an {@link AbortException}
     * alone, and of others a stack trace.
     */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X asIs(AbortException problem) throws X {
        throw (X) problem;
    }

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return ZadigStep.CONTEXT;
    }

    @Override
    public final String getFunctionName() {
        return function;
    }

    @Override
    public final String getDisplayName() {
        return LocalizedDescriptor.displayName(clazz);
    }

    @CheckForNull
    @Override
    public final WorkflowType workflowType() {
        return workflowType;
    }

    /** What a server's access rules must allow for the step. */
    final Operation operation() {
        return operation;
    }

    /** The same for the step that a context is of. */
    static Operation operation(StepContext context) throws IOException, InterruptedException {
        return context.get(StepDescriptor.class) instanceof ZadigStepDescriptor descriptor
                ? descriptor.operation
                : Operation.READ;
    }
}
