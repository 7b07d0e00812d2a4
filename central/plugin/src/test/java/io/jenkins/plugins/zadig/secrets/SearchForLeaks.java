package io.jenkins.plugins.zadig.secrets;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each class of tests in which the plugin gave a secret away: in its logs at any level, in a console, in an outcome or
 * an exception, in the saved state of a step, or in a file of the controller. Registered for all tests.
 */
public final class SearchForLeaks implements BeforeAllCallback, AfterAllCallback {
    private static final Logger PLUGIN = Logger.getLogger("io.jenkins.plugins.zadig");
    private static final List<Path> WRITTEN =
            List.of(Jenkins.get().getRootDir().toPath(), Path.of("target", "preview"));

    private final Leaks leaks;
    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            leaks.search("the log of " + record.getLoggerName(), formatter.format(record));
            if (record.getParameters() != null) {
                leaks.search("the log of " + record.getLoggerName(), Arrays.toString(record.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private FileTime since = FileTime.from(Instant.EPOCH);

    public SearchForLeaks() {
        this(Leaks.SUITE);
    }

    SearchForLeaks(Leaks leaks) {
        this.leaks = leaks;
        handler.setLevel(Level.ALL);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // File systems count in coarser steps than clocks.
        since = FileTime.from(Instant.now().minusSeconds(1));
        PLUGIN.setLevel(Level.ALL);
        PLUGIN.removeHandler(handler);
        PLUGIN.addHandler(handler);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        PLUGIN.removeHandler(handler);
        WRITTEN.forEach(directory -> leaks.search(directory, since));
        var found = leaks.drain();
        if (!found.isEmpty()) {
            throw new AssertionError("Given away: " + String.join("; ", found));
        }
    }
}
