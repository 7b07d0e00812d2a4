package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.wait.WaitForm;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the forms of all steps have in common: what to choose from, and an early word on what is wrong. */
public abstract class ZadigStepDescriptor extends StepDescriptor implements CustomDescribableModel, WaitForm {
    /** Says in one line what is wrong, where Jenkins would only warn, guess, or answer with a stack trace. */
    @NonNull
    @Override
    public final Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        try {
            StepArguments.check(getFunctionName(), clazz, arguments);
        } catch (AbortException x) {
            throw ZadigStepDescriptor.<RuntimeException>asIs(x);
        }
        return arguments;
    }

    /** Jenkins shows the message alone only of what it declares nowhere. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X asIs(AbortException problem) throws X {
        throw (X) problem;
    }

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return ZadigStep.CONTEXT;
    }

    /** What a server's access rules must allow for the step. */
    final Operation operation() {
        return switch (getFunctionName()) {
            case "zadigRunCustomWorkflow", "zadigRunProductWorkflow", "zadigAwaitTask" -> Operation.RUN;
            case "zadigApprove", "zadigResumeTask" -> Operation.APPROVE;
            case "zadigCancelTask", "zadigRetryTask" -> Operation.CANCEL;
            default -> getFunctionName().matches("zadig(Create|Update|Delete).*") ? Operation.CHANGE : Operation.READ;
        };
    }
}
