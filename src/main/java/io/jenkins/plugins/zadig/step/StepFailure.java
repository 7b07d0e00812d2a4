package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import io.jenkins.plugins.zadig.act.Actor;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What a step fails with. */
final class StepFailure {
    private static final Logger LOGGER = Logger.getLogger(StepFailure.class.getName());

    private StepFailure() {}

    /**
     * One line for users, for whatever is no defect of the plugin.
     *
     * @param actor asked where there is no line yet
     * @param subject what the step is about
     */
    static Throwable of(Throwable cause, Callable<Actor> actor, Supplier<String> subject) throws Exception {
        if (cause instanceof AbortException
                || cause instanceof FlowInterruptedException
                || cause instanceof InterruptedException) {
            return cause;
        }
        var line = actor.call().line(cause, subject.get());
        if (line == cause && !(cause instanceof CancellationException)) {
            LOGGER.log(Level.WARNING, cause, () -> "A Zadig step failed in a way it should not");
        }
        return line;
    }
}
