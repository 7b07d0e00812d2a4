package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import hudson.Util;
import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.ErrorCondition;
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

    /** How long a block has to end after its time-out, as on a controller. */
    static volatile long graceMillis = 60_000;

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
        steps.put("retry", this::retry);
        steps.put("waitUntil", arguments -> waitUntil(arguments.flag("quiet", false), body(arguments)));
        steps.put("catchError", arguments -> catchError("catchError", "FAILURE", "SUCCESS", arguments));
        steps.put("warnError", arguments -> catchError("warnError", "UNSTABLE", "UNSTABLE", arguments));
        steps.put("withCredentials", this::withCredentials);
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
        List<ScheduledFuture<?>> expiry = new CopyOnWriteArrayList<>();
        expiry.add(TIMER.schedule(
                () -> {
                    run.console().println("Cancelling nested steps due to timeout");
                    expiry.add(TIMER.schedule(
                            () -> {
                                run.console()
                                        .println("Body did not finish within grace period; terminating with extreme"
                                                + " prejudice");
                                branch.kill(new FlowInterruptedException(Result.ABORTED, true, cause));
                            },
                            graceMillis,
                            TimeUnit.MILLISECONDS));
                    branch.interrupt(new FlowInterruptedException(Result.ABORTED, true, cause));
                },
                millis,
                TimeUnit.MILLISECONDS));
        try {
            return close("timeout", "", node, Map.of(), null, body);
        } catch (Throwable t) {
            if (t instanceof FlowInterruptedException interrupted
                    && interrupted.getCauses().contains(cause)) {
                // What is around the block was not meant.
                interrupted.setActualInterruption(false);
            }
            throw Sneaky.rethrow(t);
        } finally {
            expiry.forEach(scheduled -> scheduled.cancel(false));
        }
    }

    private Object retry(Arguments arguments) {
        List<ErrorCondition> conditions = new ArrayList<>();
        if (arguments.get("conditions") instanceof List<?> given) {
            given.forEach(condition -> conditions.add((ErrorCondition)
                    Symbols.instantiate(ErrorCondition.class, (UninstantiatedDescribable) condition)));
        }
        return retry(arguments.number("count", 1), conditions, body(arguments));
    }

    Object retry(long count, List<ErrorCondition> conditions, Callable<Object> body) {
        PreviewNode node = open("retry");
        try {
            for (long left = count - 1; ; left--) {
                try {
                    return close(null, "", node, Map.of(), null, body);
                } catch (Throwable t) {
                    if (left <= 0 || !isMet(conditions, t)) {
                        throw Sneaky.rethrow(t);
                    }
                    Failures.print(t, run, run.console());
                    run.console().println("Retrying");
                }
            }
        } finally {
            run.console().pipeline("// retry");
        }
    }

    private static boolean isMet(List<ErrorCondition> conditions, Throwable thrown) {
        if (conditions.isEmpty()) {
            return !isInterruption(thrown);
        }
        for (ErrorCondition condition : conditions) {
            try {
                if (condition.test(thrown, null)) {
                    return true;
                }
            } catch (IOException | InterruptedException e) {
                throw Sneaky.rethrow(e);
            }
        }
        return false;
    }

    /** Values are masked on the console, and by the plugin in what it tells elsewhere. */
    private Object withCredentials(Arguments arguments) {
        PreviewNode node = open("withCredentials");
        try (BoundSecrets secrets = new BoundSecrets()) {
            for (Object binding : (List<?>) arguments.get("bindings")) {
                secrets.bind((UninstantiatedDescribable) binding);
            }
            run.console().println(secrets.masked().stream()
                    .map(name -> '$' + name)
                    .collect(Collectors.joining(" or ", "Masking supported pattern matches of ", "")));
            Callable<Object> block =
                    () -> close("withCredentials", "", node, secrets.variables(), null, body(arguments));
            return run.console().masked(secrets, () -> Branch.current().with(secrets, block));
        } catch (IOException e) {
            throw Sneaky.rethrow(e);
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

    private Object catchError(String function, String buildResult, String stageResult, Arguments arguments) {
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
            boolean own = t instanceof FlowInterruptedException;
            Result build = own ? Failures.resultOf(t) : Result.fromString(arguments.text("buildResult", buildResult));
            Result stage = own ? Failures.resultOf(t) : Result.fromString(arguments.text("stageResult", stageResult));
            if (build.isWorseThan(Result.SUCCESS)) {
                if (run.getResult() == null || build.isWorseThan(run.getResult())) {
                    run.console().println("Setting overall build result to " + build);
                }
                run.setResult(build);
            }
            if (stage.isWorseThan(Result.SUCCESS)) {
                node.addAction(new WarningAction(stage).withMessage(message));
            }
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
        } catch (Throwable t) {
            node.failed(t);
            throw Sneaky.rethrow(t);
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
