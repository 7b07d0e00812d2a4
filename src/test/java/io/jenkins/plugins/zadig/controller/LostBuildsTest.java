package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** What docs/steps.md says of builds that do not survive: a crash of the fastest durability, and no plugin any more. */
class LostBuildsTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @RegisterExtension
    final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    private final ControllerProcess controller = new ControllerProcess(jenkins);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() throws Throwable {
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.define(WorkflowDefinition.of("shop", "held")
                .stage("main")
                .job(JobDefinition.freestyle("work").held()));
        controller.startWith(zadig);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private static String run() {
        return Pipelines.run("held", "zadigFreestyle(job: 'work')", "");
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("it", WorkflowJob.class).getBuildByNumber(1);
    }

    private String console() throws Throwable {
        String console = jenkins.runRemotely(controller -> {
            return JenkinsRule.getLog(build(controller));
        });
        return console;
    }

    private String result() throws Throwable {
        String result = jenkins.runRemotely(controller -> {
            return String.valueOf(build(controller).getResult());
        });
        return result;
    }

    /** Whether the page of the build says what has become of the task. */
    private boolean isTold() {
        try {
            Boolean told = jenkins.runRemotely(controller -> {
                return BuildTasks.of(build(controller)).getLateWords().stream()
                        .anyMatch(word -> word.getUrl().contains("/held/1"));
            });
            return told;
        } catch (Throwable x) {
            throw new AssertionError(x);
        }
    }

    @Test
    void fastestDurabilityLosesTheBuildInACrashAndLeavesTheTask() throws Throwable {
        controller.fastBuild("it", run());
        controller.awaitMessage("it", "Stage main");

        controller.kill();
        jenkins.startJenkins();

        controller.awaitEnd("it", () -> {});
        assertThat(result()).isEqualTo("FAILURE");
        assertThat(zadig.task("held", 1).status()).isEqualTo("running");
        await().atMost(SOON).until(this::isTold);
        assertThat(zadig.tasks("held")).hasSize(1);
    }

    @Test
    void disabledPluginFailsTheBuildAndLeavesTheTask() throws Throwable {
        controller.build("it", run());
        controller.awaitMessage("it", "Stage main");
        jenkins.stopJenkins();
        // A plugin under test is a file that leads to its classes.
        var disabled = Files.createFile(jenkins.getHome().toPath().resolve("plugins/zadig.jpl.disabled"));
        jenkins.startJenkins();

        controller.awaitEnd("it", () -> {});
        assertThat(result()).isEqualTo("FAILURE");
        assertThat(console()).contains("io.jenkins.plugins.zadig", "\tat ");
        assertThat(zadig.task("held", 1).status()).isEqualTo("running");

        jenkins.stopJenkins();
        Files.delete(disabled);
        jenkins.startJenkins();

        assertThat(result()).isEqualTo("FAILURE");
        assertThat(zadig.tasks("held")).hasSize(1);
    }
}
