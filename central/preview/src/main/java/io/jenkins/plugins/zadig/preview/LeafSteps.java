package io.jenkins.plugins.zadig.preview;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction;

/** Built-in steps without a block. */
final class LeafSteps {
    /** What needs an agent or another job. */
    static final List<String> UNSUPPORTED = List.of("sh", "bat", "checkout", "git", "build");

    private final PreviewRun run;

    LeafSteps(PreviewRun run) {
        this.run = run;
    }

    void register(Map<String, Function<Arguments, Object>> steps) {
        add(steps, "echo", (node, arguments) -> print(arguments.get("message")));
        add(steps, "println", (node, arguments) -> print(arguments.get("value")));
        add(steps, "print", (node, arguments) -> print(arguments.get("value")));
        add(steps, "error", (node, arguments) -> fail(arguments.text("message", "")));
        add(steps, "unstable", this::unstable);
        add(steps, "readFile", (node, arguments) -> Files.readString(path(arguments)));
        add(steps, "writeFile", (node, arguments) -> write(path(arguments), arguments.text("text", "")));
        add(steps, "writeJSON", (node, arguments) -> write(path(arguments), json(arguments)));
        add(steps, "fileExists", (node, arguments) -> Files.exists(path(arguments)));
        add(steps, "pwd", (node, arguments) -> workspace().toString());
        add(steps, "isUnix", (node, arguments) -> true);
        steps.put("sleep", this::sleep);
        add(steps, "input", (node, arguments) -> input(arguments));
        for (String unsupported : UNSUPPORTED) {
            add(steps, unsupported, (node, arguments) -> fail("The preview has no step " + unsupported));
        }
    }

    /** Nobody is there to be asked. */
    private Object input(Arguments arguments) {
        run.console().println(arguments.text("message", ""));
        run.console().println(arguments.text("ok", "Proceed") + " or Abort");
        run.addAction(new ApproverAction(PreviewRun.USER));
        run.console().println("Approved by " + PreviewRun.USER);
        return null;
    }

    private interface Body {
        Object run(PreviewNode node, Arguments arguments) throws Exception;
    }

    private void add(Map<String, Function<Arguments, Object>> steps, String name, Body body) {
        steps.put(name, arguments -> {
            PreviewNode node = begin(name);
            Branch.current().warnOfSecrets(name, arguments);
            Callable<Object> call = () -> body.run(node, arguments);
            return Branch.current().leaf(cause -> {}, call);
        });
    }

    private PreviewNode begin(String name) {
        if (!name.startsWith("print")) {
            run.console().pipeline(name);
        }
        return run.newNode(Branch.current().block(), name);
    }

    private Object print(Object message) {
        run.console().println(String.valueOf(message));
        return null;
    }

    private static Object fail(String message) throws AbortException {
        throw new AbortException(message);
    }

    private Object unstable(PreviewNode node, Arguments arguments) {
        String message = arguments.text("message", "");
        run.console().println("WARNING: " + message);
        node.addAction(new WarningAction(Result.UNSTABLE).withMessage(message));
        run.setResult(Result.UNSTABLE);
        return null;
    }

    private Object sleep(Arguments arguments) {
        TimeUnit unit = TimeUnit.valueOf(arguments.text("unit", "SECONDS"));
        long millis = unit.toMillis(arguments.number("time", 0));
        begin("sleep");
        run.console().println("Sleeping for " + Util.getTimeSpanString(millis));
        return pause(millis);
    }

    /** Waits in the branch of this thread, which an abort ends. */
    static Object pause(long millis) {
        CompletableFuture<Object> stopped = new CompletableFuture<>();
        return Branch.current().leaf(stopped::completeExceptionally, () -> {
            try {
                return stopped.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                throw Sneaky.rethrow(e.getCause());
            }
        });
    }

    private static String json(Arguments arguments) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Object json = arguments.get("json");
        return arguments.has("pretty")
                ? mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json)
                : mapper.writeValueAsString(json);
    }

    private static Path path(Arguments arguments) {
        return workspace().resolve(arguments.text("file", ""));
    }

    static Path workspace() {
        String workspace = Branch.current().workspace();
        if (workspace == null) {
            throw new IllegalStateException("Required context class hudson.FilePath is missing\nPerhaps you forgot to"
                    + " surround the step with a step that provides this, such as: node");
        }
        return Path.of(workspace).toAbsolutePath();
    }

    private static Object write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
