package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hudson.console.ConsoleNote;
import hudson.model.TaskListener;
import hudson.tasks.junit.CaseResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewNode;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever Zadig's users write into names, comments, errors, logs and tests is shown as inert text. */
class HostileTextTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Nothing of these may be in a line: control characters, and marks that turn the direction of writing. */
    private static final Pattern ACTIVE =
            Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t]]|[\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

    private static final Map<String, String> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put("markup", "<script>alert(1)</script><a href='//evil'>&amp;\"'");
        TEXTS.put("colours", "\u001B[31;1mred\u001B[0m\u001B]8;;http://evil\u0007link\u001B]8;;\u0007\u009B2J");
        TEXTS.put("console note", "\u001B[8mha:////4Hvil" + "A".repeat(60) + "=\u001B[0mevil");
        TEXTS.put("half a note", "\u001B[8mha:" + "A".repeat(200));
        TEXTS.put("directions", "\u202Eevil\u202C \u2066a\u2069 \u200F\u061C");
        TEXTS.put("lines", "one\nFinished: SUCCESS\r\n[Pipeline] evil\rover\u2028\u2029\u0085end");
        TEXTS.put("nothing to see", "a\u0000b\u0007c\b\bd\u007F");
        TEXTS.put("length", "evil ".repeat(200_000));
        TEXTS.put("emoji", "\uD83D\uDE80 " + "\uD83D\uDE80".repeat(400));
        TEXTS.put("macros", "${ZADIG_TOKEN} $(reboot) {0} '{1}' %s %n \\ ` #");
    }

    private static WorkflowDefinition workflow(String text) {
        return WorkflowDefinition.of("shop", "hostile")
                .stage("gate")
                .job(JobDefinition.approval("approve", ApprovalDefinition.by("alice", text)))
                .stage(text)
                .job(JobDefinition.test("smoke", "smoke").cases(TestCase.failed(text, text, 1, text, text)))
                .job(JobDefinition.freestyle(text).image(text).held().log(text));
    }

    @TestFactory
    Stream<DynamicTest> textIsInertInEveryPlaceOfATaskThatFails() {
        return tests((zadig, text) ->
                ends(zadig, text, "failed", task -> task.job(text).finish("failed", text)));
    }

    @TestFactory
    Stream<DynamicTest> nameOfWhoeverCancelsIsInert() {
        return tests((zadig, text) -> ends(zadig, text, "cancelled", task -> task.cancel(text)));
    }

    @TestFactory
    Stream<DynamicTest> namesInRefusalsAreInert() {
        return tests((zadig, text) -> {
            var run = Preview.of(zadig.url(), zadig.token())
                    .run("zadigRunCustomWorkflow(project: 'shop', workflow: 'hostile',"
                            + " jobs: [zadigFreestyle(job: 'other'), zadigTest(job: 'approve')])");
            consoleIsInert(run);
            assertThat(run.log()).contains("ERROR: ", "there is no job other; there are: approve, ");
        });
    }

    private interface Check {
        void of(ZadigSimulator zadig, String text) throws Exception;
    }

    private static Stream<DynamicTest> tests(Check check) {
        return TEXTS.entrySet().stream()
                .map(text -> dynamicTest(text.getKey(), () -> {
                    try (var zadig = ZadigSimulator.builder()
                            .line(Line.V5_0)
                            .workflow(workflow(text.getValue()))
                            .start()) {
                        check.of(zadig, text.getValue());
                    }
                }));
    }

    private static void ends(ZadigSimulator zadig, String text, String status, Consumer<SimulatedTask> end)
            throws Exception {
        var task = zadig.launch("hostile", "alice");
        var run = Preview.of(zadig.url(), zadig.token())
                .start("def task = zadigAwaitTask(project: 'shop', workflow: 'hostile', id: 1, logs: 'all',"
                        + " propagate: false)\necho \"ended: ${task.status}\"");
        zadig.awaitTask("hostile", SimulatedTask::waitsForApproval, SOON);
        run.awaitLog("waits for approval");
        task.vote(text, true, text);
        zadig.awaitTask("hostile", now -> now.job(text).status().equals("running"), SOON);
        end.accept(task);
        run.await();
        assertThat(run.log()).contains("ended: " + status);
        consoleIsInert(run);
        assertThat(run.links())
                .isNotEmpty()
                .allMatch(link -> link.equals(zadig.url() + "v1/projects/detail/shop/pipelines/custom/hostile/1")
                        || link.equals("/job/demo/1/testReport/"));
        graphIsInert(run);
        testsAreInert(run);
        recordIsBounded(run);
    }

    private static void consoleIsInert(PreviewRun run) {
        assertThat(run.log().split("\n")).allSatisfy(line -> {
            assertThat(ACTIVE.matcher(line).find()).as(line).isFalse();
            assertThat(line)
                    .hasSizeLessThan(4_200)
                    .matches("(\\[Pipeline] (zadig\\w+|echo|(Start|End) of Pipeline)|\\[hostile( #1)?] .*"
                            + "|ended: .*|Test results: .*|ERROR: .*|  - .*|Finished: (FAILURE|UNSTABLE|SUCCESS))?");
        });
        assertThat(run.log()).doesNotContain(ConsoleNote.PREAMBLE_STR).containsOnlyOnce("\nFinished: ");
    }

    private static void graphIsInert(PreviewRun run) {
        for (PreviewNode node : run.nodes("zadigAwaitTask")) {
            var label = node.getAction(LabelAction.class);
            var warning = node.getAction(WarningAction.class);
            assertThat(label).isNotNull();
            isOneLine(label.getDisplayName());
            if (warning != null) {
                isOneLine(warning.getMessage());
            }
        }
        try {
            run.getEnvironment(TaskListener.NULL).forEach((name, value) -> {
                if (name.startsWith("ZADIG_")) {
                    var words = name.endsWith("_ERROR") || name.endsWith("_FAILED_JOBS");
                    assertThat(value).as(name).matches(words ? "[^`$\"'\\\\;&|<>(){}\\p{Cntrl}]*" : "[\\w:/.%-]+");
                }
            });
        } catch (Exception x) {
            throw new AssertionError(x);
        }
    }

    private static void isOneLine(String text) {
        assertThat(ACTIVE.matcher(text).find()).as(text).isFalse();
        assertThat(text).hasSizeLessThan(1_200);
    }

    private static void testsAreInert(PreviewRun run) {
        var tests = run.getAction(TestResultAction.class);
        if (tests == null) {
            return;
        }
        for (CaseResult result : tests.getFailedTests()) {
            assertThat(result.getClassName() + result.getName())
                    .doesNotContainPattern("[\\p{Cc}]")
                    .hasSizeLessThan(4_100);
            assertThat(result.getErrorDetails() + result.getErrorStackTrace())
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\r\\t]]")
                    .hasSizeLessThan(220_000);
        }
    }

    /** What a build keeps of a task must not grow with what others write. */
    private static void recordIsBounded(PreviewRun run) throws Exception {
        var file = run.getRootDir().toPath().resolve("zadig/1.json");
        if (Files.exists(file)) {
            assertThat(Files.size(file)).isLessThan(100_000);
            assertThat(Files.readString(file)).doesNotContainPattern("[\\p{Cc}&&[^\\n\\r\\t]]");
        }
    }
}
