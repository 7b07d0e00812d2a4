package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.zadig.config.AccessRule;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a server hold for every step, before it sends anything. */
class AccessRulesOfStepsTest {
    private static final String TASK = "project: 'shop', workflow: 'nightly', id: 1";

    private ZadigSimulator zadig;
    private Preview jenkins;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        jenkins = Preview.of(zadig.url(), zadig.token());
        // Whoever fits is allowed to read, and no more.
        ZadigGlobalConfiguration.get().getServers().get(0).setAccessRules(List.of(new AccessRule("demo")));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', jobs: [zadigTest(job: 'smoke', tests: [[name: 'smoke']])]) | run and wait",
                "zadigAwaitTask(TASK) | run and wait",
                "zadigApprove(TASK) | approve and reject",
                "zadigCancelTask(TASK) | cancel and retry",
                "zadigRetryTask(TASK) | cancel and retry",
                "zadigDeleteWorkflow(project: 'shop', workflow: 'nightly') | change workflows and views",
            })
    void refusalNamesTheRule(String call, String operation) {
        var run = jenkins.run(call.replace("TASK", TASK));
        assertThat(run.log())
                .contains("does not let the job demo do this (" + operation + "); its access rule says: demo: read\n");
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void readingIsAllowedToWhomARuleFits() {
        zadig.launch("nightly", "alice");
        assertThat(jenkins.run("echo \"is ${zadigGetTask(" + TASK + ").status}\"").log())
                .contains("is ");
        assertThat(jenkins.job("other").run("zadigGetTask(" + TASK + ")").log())
                .contains("is not for the job other: none of its access rules fits it");
    }

    /** Waiting is no way round: what somebody else started is cancelled only where the job may cancel. */
    @Test
    void waitThatCouldCancelOthersNeedsThePermissionToCancel() {
        var rule = new AccessRule("demo");
        rule.setRun(true);
        ZadigGlobalConfiguration.get().getServers().get(0).setAccessRules(List.of(rule));
        zadig.launch("nightly", "alice");
        for (var option : List.of("onAbort: 'cancel'", "runTimeout: '1h'", "queueTimeout: '1h', onTimeout: 'cancel'")) {
            assertThat(jenkins.run("zadigAwaitTask(" + TASK + ", " + option + ")").log())
                    .as(option)
                    .contains("(cancel and retry); its access rule says: demo: read, run and wait");
        }
        for (var call : List.of(
                "zadigAwaitTask(" + TASK + ", runTimeout: '1h', onTimeout: 'leave')",
                "zadigAwaitTask(runTimeout: '1h', task: zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly',"
                        + " wait: false, jobs: [zadigTest(job: 'smoke')]))")) {
            assertThat(jenkins.run(call).log()).as(call).contains("Finished: SUCCESS");
        }
        assertThat(zadig.requests(io.jenkins.plugins.zadig.simulator.Operation.CANCEL_TASK)).isEmpty();
    }

    /** Nor is a restart: a step that has not begun its work is judged by the rules of now. */
    @Test
    void restartIsNoWayRoundTheRules() {
        ZadigGlobalConfiguration.get().getServers().get(0).setAccessRules(null);
        zadig.hold("release", "build");
        zadig.launch("release", "alice");
        var step = jenkins.harness(
                        "zadigApprove", Map.of("project", "shop", "workflow", "release", "id", 1L, "comment", "ok"))
                .start();
        step.awaitLog("Waiting until");
        step.shutDown();
        ZadigGlobalConfiguration.get().getServers().get(0).setAccessRules(List.of(new AccessRule("demo")));
        step.resume();

        assertThat(step.await().failure()).hasMessageContaining("(approve and reject); its access rule says: demo: read");
        assertThat(zadig.requests(io.jenkins.plugins.zadig.simulator.Operation.APPROVE_TASK)).isEmpty();
    }

    /** A step that is added must find its place here. */
    @Test
    void eachStepHasItsOperation() {
        var found = new TreeMap<String, Operation>();
        for (StepDescriptor known : ExtensionList.lookup(StepDescriptor.class)) {
            if (known instanceof ZadigStepDescriptor step && step.operation() != Operation.READ) {
                found.put(step.getFunctionName(), step.operation());
            }
        }
        assertThat(found)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("zadigRunCustomWorkflow", Operation.RUN),
                        Map.entry("zadigRunProductWorkflow", Operation.RUN),
                        Map.entry("zadigAwaitTask", Operation.RUN),
                        Map.entry("zadigApprove", Operation.APPROVE),
                        Map.entry("zadigResumeTask", Operation.APPROVE),
                        Map.entry("zadigCancelTask", Operation.CANCEL),
                        Map.entry("zadigRetryTask", Operation.CANCEL),
                        Map.entry("zadigCreateWorkflow", Operation.CHANGE),
                        Map.entry("zadigUpdateWorkflow", Operation.CHANGE),
                        Map.entry("zadigDeleteWorkflow", Operation.CHANGE),
                        Map.entry("zadigCreateView", Operation.CHANGE),
                        Map.entry("zadigUpdateView", Operation.CHANGE),
                        Map.entry("zadigDeleteView", Operation.CHANGE))));
    }
}
