package io.jenkins.plugins.zadig.preview;

import hudson.model.Result;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.LogManager;

/**
 * Runs a Jenkinsfile against the built-in simulator or a real server, and ends with 0 for SUCCESS, 1 for FAILURE, 2 for
 * UNSTABLE, 3 for ABORTED, 4 for NOT_BUILT. Arguments such as {@code line=4.1}: {@code jenkinsfile}, {@code line} and
 * {@code fault} of the simulator, {@code url} and {@code tokenFile} of a server, {@code credentials}, a properties
 * file of IDs and texts, {@code locale}, {@code reports}.
 */
public final class PreviewMain {
    private static final Duration LONGEST = Duration.ofHours(24);

    private PreviewMain() {}

    public static void main(String[] args) throws IOException {
        LogManager.getLogManager().reset();
        String locale = setting(args, "locale", "");
        if (!locale.isEmpty()) {
            Locale.setDefault(Locale.forLanguageTag(locale.replace('_', '-')));
        }
        // A pipe says nothing of its character set, and consoles may hold Chinese.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path jenkinsfile = Path.of(setting(args, "jenkinsfile", "docs/examples/release.Jenkinsfile"));
        String unlike = Preview.unlike(Files.readString(jenkinsfile));
        String url = setting(args, "url", "");
        Result result;
        if (url.isEmpty()) {
            try (ZadigSimulator zadig = simulator(args)) {
                out.println("Preview without a controller: " + jenkinsfile.getFileName()
                        + " against the simulator of Zadig " + zadig.line() + " at " + zadig.url());
                out.println(unlike);
                result = run(Preview.of(zadig.url(), zadig.token()), jenkinsfile, args, out);
            }
        } else {
            out.println("Preview without a controller: " + jenkinsfile.getFileName() + " against " + url);
            out.println(unlike);
            result = run(Preview.of(url, token(args)), jenkinsfile, args, out);
        }
        out.flush();
        // Without Maven's shutdown hooks, which would write behind the last line.
        Runtime.getRuntime().halt(exitCode(result));
    }

    private static Result run(Preview preview, Path jenkinsfile, String[] args, PrintStream out) throws IOException {
        String credentials = setting(args, "credentials", "");
        if (!credentials.isEmpty()) {
            Properties texts = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(credentials))) {
                texts.load(reader);
            }
            texts.stringPropertyNames().forEach(id -> preview.credential(id, texts.getProperty(id)));
        }
        return preview.console(out)
                .reports(fromHere(Path.of(setting(args, "reports", "target/preview"))))
                .start(Files.readString(jenkinsfile))
                .await(LONGEST)
                .result();
    }

    /** As short as it can be told to somebody in the working directory. */
    private static Path fromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.toAbsolutePath().startsWith(here) ? here.relativize(path.toAbsolutePath()) : path;
    }

    private static ZadigSimulator simulator(String[] args) {
        return ZadigSimulator.builder()
                .line(Line.of(setting(args, "line", Line.V5_0.toString())))
                .fault(setting(args, "fault", "none"))
                .start();
    }

    private static String token(String[] args) throws IOException {
        String file = setting(args, "tokenFile", "");
        return file.isEmpty() ? null : Files.readString(Path.of(file)).trim();
    }

    static int exitCode(Result result) {
        return switch (result.toString()) {
            case "SUCCESS" -> 0;
            case "UNSTABLE" -> 2;
            case "ABORTED" -> 3;
            case "NOT_BUILT" -> 4;
            default -> 1;
        };
    }

    private static String setting(String[] args, String name, String otherwise) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(name + '='))
                .map(arg -> arg.substring(name.length() + 1))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }
}
