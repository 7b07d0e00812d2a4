package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import hudson.Util;
import hudson.model.Result;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Built-in steps around a block. */
final class BlockSteps {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "preview-timer");
        thread.setDaemon(true);
        return thread;
    });
    private static final long FIRST_RECURRENCE_MILLIS = 250;
    private static final long MOST_RECURRENCE_MILLIS = 15_000;
    private static final double RECURRENCE_GROWTH = 1.2;

    private final PreviewRun run;

    BlockSteps(PreviewRun run) {
        this.run = run;
    }

    void register(Map<String, Function<Arguments, Object>> steps) {
        steps.put("stage", arguments -> stage(arguments.text("name", ""), body(arguments)));
        steps.put("node", arguments -> node(body(arguments)));
        steps.put("script", arguments -> plain("script", Map.of(), body(arguments)));
        steps.put("withEnv", arguments -> plain("withEnv", variables(arguments), body(arguments)));
        steps.put("dir", arguments -> dir(arguments.text("path", "."), body(arguments)));
        steps.put("timestamps", arguments -> timestamps(body(arguments)));
        steps.put("timeout", arguments -> timeout(limitOf(arguments), body(arguments)));
        steps.put("retry", arguments -> retry(arguments.number("count", 1), body(arguments)));
        steps.put("waitUntil", arguments -> waitUntil(arguments.flag("quiet", false), body(arguments)));
        steps.put("catchError", arguments -> catchError("catchError", "FAILURE", arguments));
        steps.put("warnError", arguments -> catchError("warnError", "UNSTABLE", arguments));
    }

    private static Callable<Object> body(Arguments arguments) {
        Closure<?> closure = arguments.body();
        if (closure == null) {
            throw new IllegalArgumentException("A block { … } is missing");
        }
        return closure::call;
    }

    Object stage(String name, Callable<Object> body) {
        PreviewNode node = open("stage");
        node.addAction(new LabelAction(name));
        return close("stage", " (" + name + ')', node, Map.of("STAGE_NAME", name), null, body);
    }

    Object node(Callable<Object> body) {
        PreviewNode node = open("node");
        String workspace =
                Path.of("target", "preview", "workspace").toAbsolutePath().toString();
        run.console().println("Running on the preview in " + workspace);
        Map<String, String> variables = Map.of("NODE_NAME", "preview", "WORKSPACE", workspace);
        return close("node", "", node, variables, workspace, body);
    }

    private Object dir(String path, Callable<Object> body) {
        PreviewNode node = open("dir");
        String directory = Path.of(Branch.current().workspace()).resolve(path).toString();
        run.console().println("Running in " + directory);
        return close("dir", "", node, Map.of(), directory, body);
    }

    Object plain(String function, Map<String, String> variables, Callable<Object> body) {
        return close(function, "", open(function), variables, null, body);
    }

    Object timestamps(Callable<Object> body) {
        run.console().showTimestamps();
        return plain("timestamps", Map.of(), body);
    }

    private static long limitOf(Arguments arguments) {
        return TimeUnit.valueOf(arguments.text("unit", "MINUTES")).toMillis(arguments.number("time", 0));
    }

    Object timeout(long millis, Callable<Object> body) {
        PreviewNode node = open("timeout");
        run.console().println("Timeout set to expire in " + Util.getTimeSpanString(millis));
        Branch branch = Branch.current();
        CauseOfInterruption cause = new TimeoutExceeded();
        ScheduledFuture<?> expiry = TIMER.schedule(
                () -> {
                    run.console().println("Cancelling nested steps due to timeout");
                    branch.interrupt(new FlowInterruptedException(Result.ABORTED, true, cause));
                },
                millis,
                TimeUnit.MILLISECONDS);
        try {
            return close("timeout", "", node, Map.of(), null, body);
        } finally {
            expiry.cancel(false);
        }
    }

    Object retry(long count, Callable<Object> body) {
        PreviewNode node = open("retry");
        for (long left = count - 1; ; left--) {
            try {
                return close(left == 0 ? "retry" : null, "", node, Map.of(), null, body);
            } catch (Throwable t) {
                if (left <= 0 || isInterruption(t)) {
                    throw Sneaky.rethrow(t);
                }
                Failures.print(t, run, run.console());
                run.console().println("Retrying");
            }
        }
    }

    private Object waitUntil(boolean quiet, Callable<Object> body) {
        PreviewNode node = open("waitUntil");
        long recurrence = FIRST_RECURRENCE_MILLIS;
        while (!Boolean.TRUE.equals(close(null, "", node, Map.of(), null, body))) {
            if (!quiet) {
                run.console().println("Will try again after " + Util.getTimeSpanString(recurrence));
            }
            LeafSteps.pause(recurrence);
            recurrence = Math.min(MOST_RECURRENCE_MILLIS, (long) (recurrence * RECURRENCE_GROWTH));
        }
        run.console().pipeline("// waitUntil");
        return null;
    }

    private Object catchError(String function, String result, Arguments arguments) {
        PreviewNode node = open(function);
        try {
            return close(null, "", node, Map.of(), null, body(arguments));
        } catch (Throwable t) {
            if (isInterruption(t) && !arguments.flag("catchInterruptions", true)) {
                throw Sneaky.rethrow(t);
            }
            String message = arguments.text("message", null);
            if (message != null) {
                run.console().error(message);
            }
            Failures.print(t, run, run.console());
            node.addAction(new WarningAction(Result.fromString(arguments.text("stageResult", result)))
                    .withMessage(message == null ? t.getMessage() : message));
            run.setResult(
                    t instanceof FlowInterruptedException interrupted
                            ? interrupted.getResult()
                            : Result.fromString(arguments.text("buildResult", result)));
            return null;
        } finally {
            run.console().pipeline("// " + function);
        }
    }

    private static boolean isInterruption(Throwable t) {
        return t instanceof FlowInterruptedException interrupted && interrupted.isActualInterruption();
    }

    private static Map<String, String> variables(Arguments arguments) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Object entry : (List<?>) arguments.get("overrides")) {
            String[] parts = entry.toString().split("=", 2);
            variables.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return variables;
    }

    private PreviewNode open(String function) {
        run.console().pipeline(function);
        return run.newNode(Branch.current().block(), function);
    }

    private Object close(
            String function,
            String label,
            PreviewNode node,
            Map<String, String> variables,
            String workspace,
            Callable<Object> body) {
        run.console().pipeline("{" + label);
        try {
            return Branch.current().inside(node, variables, workspace, body);
        } finally {
            run.console().pipeline("}");
            if (function != null) {
                run.console().pipeline("// " + function);
            }
        }
    }

    private static final class TimeoutExceeded extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded";
        }
    }
}
