package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes secrets out of texts as the log of a step does, in {@code withCredentials} for example. */
final class LogMask implements UnaryOperator<String> {
    private static final Logger LOGGER = Logger.getLogger(LogMask.class.getName());

    /** What those that mask write instead of a secret, at least. */
    private static final String MASK = "****";

    @CheckForNull
    private final ConsoleLogFilter filter;

    private final Run<?, ?> run;

    LogMask(@CheckForNull ConsoleLogFilter filter, Run<?, ?> run) {
        this.filter = filter;
        this.run = run;
    }

    @Override
    public String apply(String text) {
        if (filter == null || text.isEmpty()) {
            return text;
        }
        var masked = new ByteArrayOutputStream();
        try (var log = filter.decorateLogger(run, masked)) {
            // Filters work line by line.
            log.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException | RuntimeException x) {
            LOGGER.log(Level.WARNING, "Cannot mask a text", x);
            return "";
        }
        var lines = masked.toString(StandardCharsets.UTF_8);
        // Others only decorate lines, with a time for example.
        return lines.contains(MASK) && !text.contains(MASK) ? lines.strip() : text;
    }
}
