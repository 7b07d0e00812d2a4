package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.zadig.pipelines.SharedPipeline;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/steps.md says of how steps end is what happens: each row, for each step, is run in the preview. */
class EndsOfStepsTest {
    private static final String FREESTYLE = "zadigFreestyle(job: 'work')";
    private static final String TEST = "zadigTest(job: 'smoke')";

    /** What makes each end of a task: a workflow, its job, and options of the step. */
    private static final Map<String, End> ENDS = Map.ofEntries(
            Map.entry("the task passed", new End("passing", FREESTYLE, "")),
            Map.entry("it passed, and tests failed", new End("tested", TEST, "")),
            Map.entry("the same with `testFailures: 'ignore'`", new End("tested", TEST, ", testFailures: 'ignore'")),
            Map.entry("it passed, as the workflow ignores a failed job", new End("lenient", FREESTYLE, "")),
            Map.entry("the same with `unstableAs: 'SUCCESS'`", new End("lenient", FREESTYLE, ", unstableAs: 'SUCCESS'")),
            Map.entry("the same with `unstableAs: 'FAILURE'`", new End("lenient", FREESTYLE, ", unstableAs: 'FAILURE'")),
            Map.entry("it failed", new End("failing", FREESTYLE, "")),
            Map.entry("it timed out in Zadig", new End("slow", FREESTYLE, "")),
            Map.entry("it was rejected", new End("rejected", FREESTYLE, "")),
            Map.entry("it was cancelled", new End("stopped", FREESTYLE, "")),
            Map.entry("it was skipped", new End("idle", FREESTYLE, "")),
            Map.entry("a time limit of the step is over", new End("stuck", FREESTYLE, ", runTimeout: '1s'")),
            Map.entry("`timeout` around the step is over", new End("stuck", FREESTYLE, "")),
            Map.entry("any of these with `propagate: false`", new End("failing", FREESTYLE, ", propagate: false")));

    /** Calls of steps that are refused, by the ends of the last rows. */
    private static final Map<String, List<String>> CALLS = Map.of(
            "refused before anything is sent",
            List.of(
                    "zadigRunCustomWorkflow(project: 'shop', workflow: 'failing', jobs: [zadigFreestyle(job: 'none')])",
                    "zadigAwaitTask(project: 'shop')",
                    "zadigGetTask(id: 0)",
                    "zadigApprove(project: 'shop', workflow: 'failing', id: 1, timeout: 'soon')",
                    "zadigCreateWorkflow(project: 'shop', text: 'no workflow')"),
            "there is no such task, workflow, view or project",
            List.of(
                    "zadigGetTask(project: 'shop', workflow: 'failing', id: 404)",
                    "zadigCancelTask(project: 'shop', workflow: 'failing', id: 404)",
                    "zadigRetryTask(project: 'shop', workflow: 'failing', id: 404)",
                    "zadigGetWorkflow(project: 'shop', workflow: 'none')",
                    "zadigDeleteView(project: 'shop', name: 'none')"),
            "nobody could vote within `timeout`",
            List.of("zadigApprove(project: 'shop', workflow: 'stuck', id: 1, timeout: '1s')"),
            "tests failed",
            List.of("def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'tested', tests: false, jobs: [" + TEST
                    + "])\nzadigPublishTests(task: task)"));

    private record End(String workflow, String job, String options) {}

    /** A row of the table. */
    record Row(String step, String end, String thrown, String results, int tries, String caught, String warned) {
        @Override
        public String toString() {
            return step + ": " + end;
        }
    }

    static Stream<Row> rows() throws IOException {
        var document = Files.readString(Path.of("../../docs/steps.md"));
        var section = document.substring(document.indexOf("## How steps end"));
        return section.substring(0, section.indexOf("\n- "))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| step "))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).toList())
                .map(cells -> new Row(
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4),
                        Integer.parseInt(cells.get(5)),
                        cells.get(6),
                        cells.get(7)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowIsTrue(Row row) {
        for (String call : calls(row)) {
            var plain = run("stage('it') {\n" + call + "\n}");
            assertThat(results(plain)).as(plain.log()).isEqualTo(row.results());
            assertThat(thrown(plain)).as(plain.log()).isEqualTo(row.thrown());

            var retried = run("stage('it') { retry(2) {\n" + call + "\n} }");
            var tries = 1 + (int) retried.log().lines().filter("Retrying"::equals).count();
            assertThat(tries).as(retried.log()).isEqualTo(row.tries());

            var caught = run("stage('it') { catchError(buildResult: 'SUCCESS', stageResult: 'UNSTABLE') {\n" + call
                    + "\n} }");
            assertThat(results(caught)).as(caught.log()).isEqualTo(row.caught());

            var warned = run("stage('it') { warnError('it') {\n" + call + "\n} }");
            assertThat(results(warned)).as(warned.log()).isEqualTo(row.warned());
        }
    }

    private static List<String> calls(Row row) {
        if (!row.step().equals("all that wait")) {
            var own = row.end().startsWith("the same")
                    ? CALLS.get("tests failed").stream()
                            .map(call -> call.replace("task: task)", "task: task, testFailures: 'ignore')"))
                            .toList()
                    : CALLS.get(row.end());
            assertThat(own).as("a way to make “%s”", row.end()).isNotNull();
            return own;
        }
        var end = ENDS.get(row.end());
        assertThat(end).as("a way to make “%s”", row.end()).isNotNull();
        var calls = new ArrayList<String>();
        var run = "zadigRunCustomWorkflow(project: 'shop', workflow: '" + end.workflow() + "', jobs: [" + end.job() + "]";
        if (end.workflow().equals("rejected")) {
            var vote = "def task = " + run + ", wait: false)\nzadigApprove(task: task, approve: false)\n";
            return List.of(vote + "zadigAwaitTask(task: task)");
        }
        calls.add(run + end.options() + ")");
        calls.add("def task = " + run + ", wait: false)\nzadigAwaitTask(task: task" + end.options() + ", onAbort: 'cancel')");
        if (!end.workflow().equals("stuck")) {
            calls.add("def task = zadigRunCustomWorkflow(project: 'shop', workflow: '" + end.workflow()
                    + "-again', jobs: [" + end.job() + "], propagate: false)\nzadigRetryTask(task: task"
                    + end.options() + ")");
        }
        // A task of which one stage passed and one was skipped has passed.
        if (end.job().equals(FREESTYLE) && !end.workflow().equals("idle")) {
            calls.add("zadigResumeTask(project: 'shop', workflow: '" + end.workflow() + "-staged', id: 1, onAbort: 'cancel'"
                    + end.options() + ")");
        }
        // No approval, no failure that is let pass and no stage that is skipped was seen of a product workflow.
        if (!List.of("lenient", "idle").contains(end.workflow())) {
            calls.add("zadigRunProductWorkflow(project: 'shop', workflow: '" + end.workflow()
                    + "-product', environment: 'dev', build: [[service: 'cart', module: 'api']]" + end.options() + ")");
        }
        return row.end().startsWith("`timeout`")
                ? calls.stream()
                        .map(call -> "timeout(time: 2, unit: 'SECONDS') {\n" + call + "\n}")
                        .toList()
                : calls;
    }

    private static PreviewRun run(String script) {
        if (script.contains("-product'")) {
            return runProduct(script);
        }
        try (var zadig = SharedPipeline.zadig()) {
            define(zadig, "passing", JobDefinition.freestyle("work"));
            again(zadig, "passing", "passed");
            again(zadig, "lenient", "unstable");
            again(zadig, "failing", "failed");
            again(zadig, "slow", "timeout");
            again(zadig, "stopped", "cancelled");
            again(zadig, "idle", "skipped");
            define(zadig, "tested-again", SharedPipeline.tested().ends("failed", "passed"));
            SharedPipeline.gated(zadig, "rejected");
            zadig.launch("stuck", "alice");
            var staged = Pattern.compile("'(\\w+)-staged', id").matcher(script);
            if (staged.find()) {
                paused(zadig, staged.group(1));
            }
            return Preview.of(zadig.url(), zadig.token()).run(script);
        }
    }

    /** On a server that has product workflows still; what ends otherwise in the table is its build. */
    private static PreviewRun runProduct(String script) {
        try (var zadig = ZadigSimulator.start(Line.V3_4_0)) {
            var ends = Map.of("passing", "passed", "failing", "failed", "slow", "timeout", "stopped", "cancelled");
            ends.forEach((workflow, end) -> defineProduct(zadig, workflow, built().ends(end)));
            defineProduct(zadig, "stuck", built().held());
            defineProduct(zadig, "tested", built(), SharedPipeline.tested().ends("passed"));
            return Preview.of(zadig.url(), zadig.token()).run(script);
        }
    }

    private static JobDefinition built() {
        return JobDefinition.build("build").service("cart", "api");
    }

    private static void defineProduct(ZadigSimulator zadig, String workflow, JobDefinition... jobs) {
        var product = WorkflowDefinition.product("shop", workflow + "-product");
        for (JobDefinition job : jobs) {
            product.stage(job.name()).job(job);
        }
        zadig.define(product);
    }

    /** A workflow whose task fails first, and ends otherwise when it is retried. */
    private static void again(ZadigSimulator zadig, String workflow, String end) {
        define(zadig, workflow + "-again", JobDefinition.freestyle("work").ends("failed", end));
    }

    /** A task that waits to be resumed, and then ends as that of a workflow does. */
    private static void paused(ZadigSimulator zadig, String workflow) {
        var ends = Map.of(
                "passing", "passed",
                "lenient", "unstable",
                "failing", "failed",
                "slow", "timeout",
                "stopped", "cancelled");
        var job = JobDefinition.freestyle("work");
        zadig.define(WorkflowDefinition.of("shop", workflow + "-staged")
                .stage("compile")
                .job(JobDefinition.freestyle("compile"))
                .stage("work")
                .manualExec("jenkins-bot")
                .job(workflow.equals("stuck") ? job.held() : job.ends(ends.get(workflow))));
        zadig.launch(workflow + "-staged", "alice");
        try {
            zadig.awaitTask(workflow + "-staged", task -> task.status().equals("pause"), Duration.ofSeconds(20));
        } catch (InterruptedException x) {
            throw new IllegalStateException(x);
        }
    }

    private static void define(ZadigSimulator zadig, String workflow, JobDefinition job) {
        zadig.define(WorkflowDefinition.of("shop", workflow).stage("work").job(job));
    }

    private static String results(PreviewRun run) {
        return run.result() + ", " + run.stages().get("it");
    }

    private static String thrown(PreviewRun run) {
        if (run.failure() instanceof FlowInterruptedException interrupted) {
            return interrupted.getResult().toString().equals("NOT_BUILT") ? "not built" : "interruption";
        }
        return run.failure() == null ? "nothing" : run.failure() instanceof AbortException ? "failure" : "other";
    }
}
