package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret that a build knows stays out of all that the plugin leaves with the build, whatever Zadig says of it. */
class SecretsOfABuildTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "hunter2-****-by-withCredentials";

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "telling")
                        .stage("gate")
                        .job(JobDefinition.approval("approve", ApprovalDefinition.by("alice", SECRET)))
                        .stage("work")
                        .job(JobDefinition.test("smoke", "smoke")
                                .cases(TestCase.failed("class " + SECRET, "test " + SECRET, 1, "m " + SECRET, SECRET)))
                        .job(JobDefinition.freestyle("job").image("r/" + SECRET).held().log("log " + SECRET)))
                .start();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    /** As {@code withCredentials} gives it to the steps in it. */
    private static final class Bound extends EnvironmentExpander {
        private static final long serialVersionUID = 1L;

        @Override
        public void expand(EnvVars env) {
            env.put("PASSWORD", SECRET);
            env.put("USER_NAME", "bot");
        }

        @Override
        public Set<String> getSensitiveVariables() {
            return Set.of("PASSWORD");
        }
    }

    /** The same for the console, when nothing else is known of the secret. */
    private static final class Filter extends ConsoleLogFilter {
        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return new FilterOutputStream(logger) {
                private final ByteArrayOutputStream line = new ByteArrayOutputStream();

                @Override
                public void write(int b) throws IOException {
                    line.write(b);
                    if (b == '\n') {
                        out.write(line.toString(StandardCharsets.UTF_8)
                                .replace(SECRET, "****")
                                .getBytes(StandardCharsets.UTF_8));
                        line.reset();
                    }
                }
            };
        }
    }

    private StepHarness await() {
        return Preview.of(zadig.url(), zadig.token())
                .harness("zadigAwaitTask", Map.of("project", "shop", "workflow", "telling", "id", 1L, "logs", "all"));
    }

    private List<String> fails(StepHarness step) throws Exception {
        var task = zadig.launch("telling", "alice");
        step.start();
        zadig.awaitTask("telling", SimulatedTask::waitsForApproval, SOON);
        step.awaitLog("waits for approval");
        var statuses = new ArrayList<>(List.of(String.valueOf(step.status())));
        task.vote("alice", true, "comment " + SECRET);
        zadig.awaitTask("telling", now -> now.job("job").status().equals("running"), SOON);
        statuses.add(String.valueOf(step.status()));
        task.job("job").finish("failed", "error " + SECRET);
        return statuses;
    }

    @Test
    void boundSecretIsInNothingThatTheBuildKeeps() throws Exception {
        var step = await().within(EnvironmentExpander.class, new Bound());
        var statuses = fails(step);
        var outcome = step.await();
        assertThat(outcome.succeeded()).isFalse();
        nothingIsTold(step, outcome.failure());
        assertThat(step.log()).contains("error ****", "log ****", "comment ****");
        assertThat(statuses).noneMatch(status -> status.contains(SECRET));
    }

    @Test
    void soIsOneThatOnlyTheConsolesFilterKnows() throws Exception {
        var step = await().within(ConsoleLogFilter.class, new Filter());
        fails(step);
        var outcome = step.await();
        var told = told(step, outcome.failure());
        // The console itself is the filter's.
        told.remove(0);
        assertThat(told).isNotEmpty().noneMatch(text -> text.contains(SECRET));
    }

    /** What Jenkins keeps of a build that was interrupted comes from the exception. */
    @Test
    void interruptedBuildKeepsNoSecret() throws Exception {
        var step = await().within(EnvironmentExpander.class, new Bound());
        var task = zadig.launch("telling", "alice");
        step.start();
        zadig.awaitTask("telling", SimulatedTask::waitsForApproval, SOON);
        task.vote("alice", true, "");
        zadig.awaitTask("telling", now -> now.job("job").status().equals("running"), SOON);
        task.cancel(SECRET);
        var failure = step.await().failure();
        assertThat(failure).isInstanceOf(FlowInterruptedException.class);
        ((FlowInterruptedException) failure).handle(step.run(), TaskListener.NULL);
        assertThat(step.run().getActions(InterruptedBuildAction.class))
                .singleElement()
                .satisfies(action -> assertThat(action.getCauses())
                        .extracting(CauseOfInterruption::getShortDescription)
                        .singleElement(as(STRING))
                        .contains("****")
                        .doesNotContain(SECRET));
        nothingIsTold(step, failure);
    }

    private static void nothingIsTold(StepHarness step, Throwable failure) throws Exception {
        assertThat(told(step, failure)).hasSizeGreaterThan(4).noneMatch(text -> text.contains(SECRET));
    }

    /** The console first. */
    private static List<String> told(StepHarness step, Throwable failure) throws Exception {
        var told = new ArrayList<>(List.of(step.log()));
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        told.add(trace.toString());
        for (var warning : step.node().getActions(WarningAction.class)) {
            told.add(warning.getMessage());
        }
        for (var tests : step.run().getActions(TestResultAction.class)) {
            for (var failed : tests.getFailedTests()) {
                told.add(String.join(
                        "\n",
                        failed.getClassName(),
                        failed.getName(),
                        failed.getErrorDetails(),
                        failed.getErrorStackTrace()));
            }
        }
        told.add(BuildTasks.of(step.run()).getBadgeText());
        var files = step.run().getRootDir().toPath().resolve("zadig");
        org.awaitility.Awaitility.await()
                .until(() -> Files.exists(files.resolve("1.json"))
                        && Files.readString(files.resolve("1.json")).matches("(?s).*\"(failed|cancelled)\".*"));
        try (var all = Files.list(files)) {
            for (var file : all.toList()) {
                told.add(Files.readString(file));
            }
        }
        return told;
    }

    /** The step after the block sees the same task, and no longer what the block bound. */
    @Test
    void secretIsKnownAfterItsBlock() throws Exception {
        var step = await().within(EnvironmentExpander.class, new Bound());
        fails(step);
        step.await();
        var secrets = io.jenkins.plugins.zadig.wait.BuildSecrets.of(step.run());
        assertThat(secrets.apply("later " + SECRET)).isEqualTo("later ****");
    }
}
