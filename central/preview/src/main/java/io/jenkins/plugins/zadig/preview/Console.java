package io.jenkins.plugins.zadig.preview;

import hudson.console.ConsoleNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.secrets.Leaks;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console of a build: kept, and shown line by line as a browser would, without the code of hyperlinks. */
final class Console implements TaskListener {
    private static final long serialVersionUID = 1L;
    private static final Pattern NOTE = Pattern.compile(
            Pattern.quote(ConsoleNote.PREAMBLE_STR) + "(.*?)" + Pattern.quote(ConsoleNote.POSTAMBLE_STR));

    private final transient PrintStream stream = new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
    private final transient ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final transient StringBuilder raw = new StringBuilder();
    private final transient List<BoundSecrets> masks = new CopyOnWriteArrayList<>();
    private final transient PrintStream mirror;
    private final transient String build;
    private volatile boolean timestamps;

    Console(String build, PrintStream mirror) {
        this.build = build;
        this.mirror = mirror;
    }

    @Override
    public PrintStream getLogger() {
        return stream;
    }

    void println(String text) {
        stream.println(text);
    }

    void pipeline(String text) {
        println("[Pipeline] " + text);
    }

    /** Runs a block whose lines are masked. */
    <T> T masked(BoundSecrets secrets, Callable<T> block) {
        masks.add(secrets);
        try {
            return block.call();
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        } finally {
            masks.remove(secrets);
        }
    }

    void showTimestamps() {
        timestamps = true;
    }

    String text() {
        synchronized (raw) {
            return raw.toString().lines().map(ConsoleNote::removeNotes).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** Where the hyperlinks lead, in their order. */
    List<String> links() {
        synchronized (raw) {
            return NOTE.matcher(raw)
                    .results()
                    .map(note -> Hyperlinks.urlOf(note.group(1)))
                    .toList();
        }
    }

    private void endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        for (BoundSecrets mask : masks) {
            text = mask.mask(text);
        }
        line.reset();
        Leaks.SUITE.search("the console of " + build, text);
        String shown = timestamps ? "[" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "] " + text : text;
        synchronized (raw) {
            raw.append(shown).append('\n');
            raw.notifyAll();
        }
        if (mirror != null) {
            mirror.println(ConsoleNote.removeNotes(shown));
        }
    }

    private final class Lines extends OutputStream {
        @Override
        public void write(int b) {
            if (b == '\n') {
                endOfLine();
            } else if (b != '\r') {
                line.write(b);
            }
        }
    }
}
