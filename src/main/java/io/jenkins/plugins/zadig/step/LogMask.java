package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import hudson.console.ConsoleNote;
import hudson.model.Run;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Takes secrets out of texts as the log of a step does, in {@code withCredentials} for example. */
final class LogMask implements UnaryOperator<String> {
    private static final Logger LOGGER = Logger.getLogger(LogMask.class.getName());

    @CheckForNull
    private final ConsoleLogFilter filter;

    private final Run<?, ?> run;

    LogMask(@CheckForNull ConsoleLogFilter filter, Run<?, ?> run) {
        this.filter = filter;
        this.run = run;
    }

    @Override
    public String apply(String text) {
        var known = filter;
        return known == null || text.isEmpty()
                ? text
                : text.lines().map(line -> line(known, line)).collect(Collectors.joining("\n"));
    }

    private String line(ConsoleLogFilter filter, String line) {
        var masked = new ByteArrayOutputStream();
        try (var log = filter.decorateLogger(run, masked)) {
            // Filters work line by line.
            log.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException | RuntimeException x) {
            LOGGER.log(Level.WARNING, "Cannot mask a text", x);
            return "";
        }
        var shown = ConsoleNote.removeNotes(masked.toString(StandardCharsets.UTF_8));
        // Those that only decorate lines, with a time for example, leave the line in it as it is.
        return shown.contains(line) ? line : shown.strip();
    }

    /**
     * Takes out all secrets that a step must not tell: those of its build, those that its log does not show, and the
     * variables that it sees of which is said that they are secrets.
     */
    static UnaryOperator<String> of(Run<?, ?> run, StepContext context) throws IOException, InterruptedException {
        var variables = context.get(EnvironmentExpander.class);
        var secrets = BuildSecrets.of(run);
        if (variables != null && !variables.getSensitiveVariables().isEmpty()) {
            var environment = new EnvVars();
            variables.expand(environment);
            secrets.met(run, variables.getSensitiveVariables(), environment);
        }
        var log = new LogMask(context.get(ConsoleLogFilter.class), run);
        return text -> log.apply(secrets.apply(text));
    }
}
