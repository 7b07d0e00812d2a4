package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;

public final class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 630482382622970136L;

    private final @NonNull Result result;
    private final @NonNull List<CauseOfInterruption> causes;
    private boolean actualInterruption;

    public FlowInterruptedException(
            @NonNull Result result, boolean actualInterruption, @NonNull CauseOfInterruption... causes) {
        this.result = result;
        this.causes = Arrays.asList(causes);
        this.actualInterruption = actualInterruption;
    }

    public @NonNull Result getResult() {
        return result;
    }

    public @NonNull List<CauseOfInterruption> getCauses() {
        return causes;
    }

    public boolean isActualInterruption() {
        return actualInterruption;
    }

    public void setActualInterruption(boolean actualInterruption) {
        this.actualInterruption = actualInterruption;
    }

    @Override
    public String getMessage() {
        return causes.stream().map(CauseOfInterruption::getShortDescription).collect(Collectors.joining(", "));
    }

    public void handle(Run<?, ?> run, TaskListener listener) {
        Set<CauseOfInterruption> unknown = new LinkedHashSet<>(causes);
        for (InterruptedBuildAction action : run.getActions(InterruptedBuildAction.class)) {
            action.getCauses().forEach(unknown::remove);
        }
        if (!unknown.isEmpty()) {
            run.addAction(new InterruptedBuildAction(unknown));
            unknown.forEach(cause -> cause.print(listener));
        }
        print(getCause(), run, listener);
        for (Throwable suppressed : getSuppressed()) {
            print(suppressed, run, listener);
        }
    }

    private static void print(Throwable t, Run<?, ?> run, TaskListener listener) {
        if (t instanceof AbortException) {
            listener.getLogger().println(t.getMessage());
        } else if (t instanceof FlowInterruptedException interrupted) {
            interrupted.handle(run, listener);
        } else if (t != null) {
            t.printStackTrace(listener.getLogger());
        }
    }
}
