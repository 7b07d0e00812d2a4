package io.jenkins.plugins.zadig.pipelines;

import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Jenkinsfile that a controller and the preview both run, and what both must make of it: the result, the results of its
 * stages, and the console. What is expected is what a controller showed.
 *
 * @param name of its files
 */
public record SharedPipeline(String name) {
    /** The id and the text of a credential that the Jenkinsfiles bind. */
    public static final String CREDENTIAL = "db";

    /** The name of a password parameter with the same text, of the builds that {@link #isAskedForAPassword()}. */
    public static final String PASSWORD = "DB_PASSWORD";

    public static final String SECRET = "correct-horse-9";

    /** The id of a credential of a user with a password, which is {@link #SECRET}. */
    public static final String LOGIN = "login";

    public static final String USER = "deployer";

    /** The id of a secret file, and its text. */
    public static final String FILE = "key";

    public static final String FILE_TEXT = "no-secret-for-Jenkins";

    /** All of them, in their order. */
    public static List<SharedPipeline> all() {
        try (var files = Files.list(file("."))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".Jenkinsfile"))
                    .map(file -> new SharedPipeline(file.replace(".Jenkinsfile", "")))
                    .sorted((one, other) -> one.name.compareTo(other.name))
                    .toList();
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    public String script() {
        return read(name + ".Jenkinsfile");
    }

    /** What both must show. */
    public String expected() {
        return read(name + ".expected");
    }

    /** Whether the preview says in its first lines that it cannot do this. */
    public boolean isBeyondThePreview() {
        return script().startsWith("// preview: unlike");
    }

    public boolean isAskedForAPassword() {
        return script().contains(PASSWORD);
    }

    /** A Zadig that has what the Jenkinsfiles run. */
    public static ZadigSimulator zadig() {
        var zadig =
                ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
        define(zadig, "failing", work().ends("failed").error("exit status 3"));
        define(zadig, "slow", work().ends("timeout"));
        define(zadig, "lenient", work().ends("unstable"));
        define(zadig, "idle", work().ends("skipped"));
        define(zadig, "stopped", work().ends("cancelled"));
        define(zadig, "stuck", work().held());
        define(zadig, "tested", tested());
        gated(zadig, "gated");
        zadig.define(WorkflowDefinition.of("shop", "with-params")
                .param("VERSION")
                .param("FULL")
                .param("COUNT")
                .choice("LEVEL", "debug", "release")
                .stage("work")
                .job(work()));
        return zadig;
    }

    /** A test of which one case fails. */
    public static JobDefinition tested() {
        return JobDefinition.test("smoke", "smoke")
                .cases(TestCase.passed("a.B", "c", 1), TestCase.failed("a.B", "d", 1, "was 500", "at B:1"))
                .passRate(50);
    }

    /** A workflow whose work waits for the vote of the plugin's own user. */
    public static void gated(ZadigSimulator zadig, String workflow) {
        zadig.define(WorkflowDefinition.of("shop", workflow)
                .stage("gate")
                .job(JobDefinition.approval("approve", ApprovalDefinition.by("jenkins-bot")))
                .stage("work")
                .job(work()));
    }

    private static JobDefinition work() {
        return JobDefinition.freestyle("work");
    }

    private static void define(ZadigSimulator zadig, String workflow, JobDefinition job) {
        zadig.define(WorkflowDefinition.of("shop", workflow).stage("work").job(job));
    }

    /**
     * What a build showed, in the form of {@link #expected()}: without what differs from run to run.
     *
     * @param stages the results of the stages by their names
     */
    public String shown(String result, Map<String, String> stages, String console, ZadigSimulator zadig) {
        var head = new StringBuilder("result " + result + "\n");
        new TreeMap<>(stages).forEach((stage, its) -> head.append("stage " + stage + ": " + its + "\n"));
        var lines = console.replace(zadig.url().toString(), "http://zadig/")
                .lines()
                .map(line -> line.replace("server “east”", "server “zadig”")
                        .replaceAll(" (after|in) \\d+(\\.\\d+)? ?(s|ms|sec)\\b", "")
                        .replaceAll("(Approved by|, input by|, started by) [\\w-]+", "$1 …")
                        .replaceAll("http://localhost:\\d+/jenkins/job/[\\w-]+/", "http://jenkins/job/x/"))
                .filter(line -> !line.matches(
                        "Started( by .*)?|Running on .*|Test results: .*|\\[Pipeline] (Start|End) of Pipeline"
                                + "|.*ErrorAction\\$ErrorId: .*|\\[[\\w-]+ #\\d+] (  .+: )?(running|queued: .+)"
                                // Whether a stage that is skipped or cancelled is seen before is a matter of luck.
                                + "|\\[(idle|stuck) #\\d+] Stage .*"
                                // So is whether a gate is open when it is voted at.
                                + "|\\[[\\w-]+ #\\d+] Waiting until .* can be decided"));
        var ordered = script().contains("// order: any") ? lines.sorted() : lines;
        return head + "\n" + ordered.collect(Collectors.joining("\n", "", "\n"));
    }

    private static String read(String file) {
        try {
            return Files.readString(file(file));
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    private static Path file(String name) {
        try {
            URL folder = Objects.requireNonNull(SharedPipeline.class.getResource("."));
            return Stream.of(Path.of(folder.toURI()).resolve(name)).findFirst().orElseThrow();
        } catch (URISyntaxException x) {
            throw new IllegalStateException(x);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
