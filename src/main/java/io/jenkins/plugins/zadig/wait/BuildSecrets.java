package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.console.ConsoleNote;
import hudson.model.AbstractBuild;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.task.Failsafe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the secrets of a build out of texts: out of all that leaves for a console, an exception, an action, a page, an
 * answer or a file. Secrets are the build's password parameters, the credentials bound in it as far as they were met, and
 * whatever has the form of a Zadig token. A secret that was met stays one for the whole build, also after the block that
 * bound it, and after a restart: Zadig can repeat what an earlier block sent to it. So it is kept with the build, encrypted
 * as Jenkins keeps password parameters.
 */
public final class BuildSecrets implements UnaryOperator<String> {
    /** What stands for a secret, as in all of Jenkins. */
    public static final String MASK = "****";

    /** Shorter ones are secrets only where they stand alone, as half of all texts would go otherwise. */
    private static final int SHORT = 4;

    /** A line of so many characters in a secret of several lines is one, too, as consoles show single lines. */
    private static final int LONG_LINE = 8;

    /** A JSON Web Token, as all of Zadig's are (zadig-servers 2.7). */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*");

    private static final Pattern NOTE =
            Pattern.compile(Pattern.quote(ConsoleNote.PREAMBLE_STR) + ".*?" + Pattern.quote(ConsoleNote.POSTAMBLE_STR));

    private static final Logger LOGGER = Logger.getLogger(BuildSecrets.class.getName());

    /** Stands before each value in the file, as a value could look encrypted itself. */
    private static final String PLAIN = "=";

    private static final Map<Run<?, ?>, BuildSecrets> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    // Most builds have none, and thousands of builds can wait.
    private Set<String> values = Set.of();

    /** Those of bound credentials, which are in the build's file, too. */
    private Set<String> kept = Set.of();

    /** {@code null} while there are no values. */
    @CheckForNull
    private volatile Pattern pattern;

    private BuildSecrets(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                var value = Secret.decrypt(line);
                if (value != null) {
                    keep(value.getPlainText().substring(PLAIN.length()));
                }
            }
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINEST, "None were met", x);
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot read " + file);
        }
    }

    /** The secrets of a build, as far as they are known; the same object each time. */
    public static BuildSecrets of(Run<?, ?> run) {
        var secrets = KNOWN.computeIfAbsent(run, build -> new BuildSecrets(file(build)));
        for (ParametersAction parameters : run.getActions(ParametersAction.class)) {
            parameters.getAllParameters().stream()
                    .filter(ParameterValue::isSensitive)
                    .forEach(parameter -> secrets.add(plain(parameter.getValue())));
        }
        return secrets;
    }

    /** The file of those that were met, one a line, encrypted. */
    private static Path file(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve("zadig").resolve("secrets");
    }

    /** As a restart does; for tests. */
    static void forget() {
        KNOWN.clear();
    }

    private static String plain(@CheckForNull Object value) {
        return value instanceof Secret secret ? secret.getPlainText() : value == null ? "" : value.toString();
    }

    /**
     * The same with what is bound in a freestyle build at this moment.
     *
     * @return this
     */
    public BuildSecrets met(AbstractBuild<?, ?> build) throws IOException, InterruptedException {
        var names = build.getSensitiveBuildVariables();
        if (!names.isEmpty()) {
            met(build, names, build.getBuildVariables());
            met(build, names, build.getEnvironment(TaskListener.NULL));
        }
        return this;
    }

    /**
     * The same with variables that hold secrets.
     *
     * @param run that they are the secrets of
     * @param names of those that do
     */
    public void met(Run<?, ?> run, Set<String> names, Map<String, String> environment) {
        var fresh = names.stream().filter(name -> keep(environment.get(name))).count();
        if (fresh > 0) {
            write(file(run));
        }
    }

    private synchronized boolean keep(@CheckForNull String value) {
        if (value == null || value.isBlank() || kept.contains(value)) {
            return false;
        }
        kept = with(kept, value);
        add(value);
        return true;
    }

    private static Set<String> with(Set<String> known, String value) {
        var more = new LinkedHashSet<>(known);
        more.add(value);
        return more;
    }

    private synchronized void write(Path file) {
        var lines = kept.stream()
                .map(value -> Secret.fromString(PLAIN + value).getEncryptedValue())
                .collect(Collectors.joining("\n"));
        try {
            RecordFile.write(file, lines, false);
        } catch (IOException x) {
            LOGGER.log(
                    Level.WARNING, x, () -> "After a restart secrets of blocks that have ended are not known: " + file);
        }
    }

    private synchronized void add(@CheckForNull String value) {
        if (value == null || value.isBlank() || values.contains(value)) {
            return;
        }
        values = with(values, value);
        pattern = Pattern.compile(values.stream()
                .flatMap(BuildSecrets::forms)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(form -> form.length() < SHORT
                        ? "(?<![\\p{L}\\p{N}_])" + Pattern.quote(form) + "(?![\\p{L}\\p{N}_])"
                        : Pattern.quote(form))
                .collect(Collectors.joining("|")));
    }

    /** How a secret can stand in a text. */
    private static Stream<String> forms(String value) {
        if (value.length() < SHORT) {
            return Stream.of(value);
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        var json = PlainJson.write(Map.of("", value));
        return Stream.concat(
                Stream.of(
                        value,
                        value.strip(),
                        // PlainJson writes {"":"…"}.
                        json.substring(json.indexOf(':') + 2, json.length() - 2),
                        URLEncoder.encode(value, StandardCharsets.UTF_8),
                        URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes)),
                value.lines().map(String::strip).filter(line -> line.length() >= LONG_LINE));
    }

    /** A text without them. */
    @Override
    public String apply(String text) {
        var known = pattern;
        var masked = known == null ? text : known.matcher(text).replaceAll(MASK);
        return masked.contains("eyJ") ? TOKEN.matcher(masked).replaceAll(MASK) : masked;
    }

    /**
     * A failure that gives nothing away. A line for users loses its causes, as Jenkins writes them into the build, too.
     *
     * @param mask takes the secrets out of a text
     */
    public static Throwable clean(Throwable thrown, UnaryOperator<String> mask) {
        if (thrown.getClass() == AbortException.class) {
            return new AbortException(mask.apply(String.valueOf(thrown.getMessage())));
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        // Masks work line by line, and say nothing of how a text ends.
        var trace = text.toString().lines().collect(Collectors.joining("\n"));
        return mask.apply(trace).equals(trace) ? thrown : new AbortException(mask.apply(thrown.toString()));
    }

    /** A console that shows none of them. */
    public TaskListener console(TaskListener listener) {
        return new MaskedConsole(listener, this);
    }

    /** Links and the like are encoded in a line, where a secret that is in them by chance would break them. */
    private String line(String line) {
        var masked = new StringBuilder();
        var rest = 0;
        var notes = NOTE.matcher(line);
        while (notes.find()) {
            masked.append(apply(line.substring(rest, notes.start()))).append(notes.group());
            rest = notes.end();
        }
        return masked.append(apply(line.substring(rest))).toString();
    }

    private static final class MaskedConsole implements TaskListener {
        private static final long serialVersionUID = 1L;

        private final TaskListener listener;

        @SuppressFBWarnings(
                value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
                justification = "secrets are not written; a console without them shows nothing, as it fails")
        private final transient BuildSecrets secrets;

        MaskedConsole(TaskListener listener, BuildSecrets secrets) {
            this.listener = listener;
            this.secrets = secrets;
        }

        @Override
        public PrintStream getLogger() {
            return new PrintStream(new Lines(listener.getLogger(), secrets), true, StandardCharsets.UTF_8);
        }
    }

    /** Hands a console on line by line. */
    private static final class Lines extends OutputStream {
        private final PrintStream log;
        private final BuildSecrets secrets;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(PrintStream log, BuildSecrets secrets) {
            this.log = log;
            this.secrets = secrets;
        }

        @Override
        public synchronized void write(int character) {
            if (character != '\n') {
                line.write(character);
                return;
            }
            var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            // No step ends because a filter of the console fails.
            Failsafe.run(() -> log.println(secrets.line(text)));
        }
    }
}
