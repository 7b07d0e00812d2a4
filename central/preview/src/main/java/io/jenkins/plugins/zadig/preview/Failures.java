package io.jenkins.plugins.zadig.preview;

import groovy.lang.GroovyRuntimeException;
import hudson.AbortException;
import hudson.model.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What exceptions mean to a Pipeline, and how its console shows them. */
final class Failures {
    private static final String SCRIPT = "WorkflowScript";

    private Failures() {}

    /** What was thrown, without what Groovy and reflection wrap around it. */
    static Throwable unwrap(Throwable thrown) {
        boolean wrapper = thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof InvokerInvocationException
                || thrown.getClass() == GroovyRuntimeException.class;
        return wrapper && thrown.getCause() != null ? unwrap(thrown.getCause()) : thrown;
    }

    static Result resultOf(Throwable thrown) {
        return thrown instanceof FlowInterruptedException interrupted ? interrupted.getResult() : Result.FAILURE;
    }

    static void print(Throwable thrown, PreviewRun run, Console console) {
        if (thrown instanceof AbortException) {
            console.error(thrown.getMessage());
        } else if (thrown instanceof FlowInterruptedException interrupted) {
            interrupted.handle(run, console);
        } else {
            printTrace(thrown, console);
        }
    }

    /** Groovy's own frames say nothing to the author of a Jenkinsfile. */
    private static void printTrace(Throwable thrown, Console console) {
        console.println(thrown.toString());
        Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(SCRIPT)
                        || frame.getClassName().startsWith("io.jenkins.plugins.zadig."))
                .filter(frame -> !frame.getClassName().startsWith(Failures.class.getPackageName()))
                .forEach(frame -> console.println("\tat " + frame));
        if (thrown.getCause() != null && thrown.getCause() != thrown) {
            console.println("Caused by:");
            printTrace(thrown.getCause(), console);
        }
    }
}
