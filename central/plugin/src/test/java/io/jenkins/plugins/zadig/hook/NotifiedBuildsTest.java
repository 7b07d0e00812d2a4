package io.jenkins.plugins.zadig.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds whose server notifies the controller, over HTTP both ways. */
class NotifiedBuildsTest {
    private static final String SECRET = PlantedSecrets.NOTIFICATION_SECRET;
    private static final NotificationAddress SERVER = new NotificationAddress("", Preview.SERVER);
    private static final Duration SOON = Duration.ofSeconds(30);

    private ZadigSimulator zadig;
    private Relay relay;

    @AfterEach
    void stop() {
        relay.close();
        zadig.close();
        ZadigGlobalConfiguration.get().setServers(List.of());
        SystemCredentialsProvider.getInstance().getCredentials().clear();
    }

    private Preview start(Line line) throws IOException {
        zadig = ZadigSimulator.start(line);
        var preview = Preview.of(zadig.url(), zadig.token());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "secret", "", Secret.fromString(SECRET)));
        ZadigGlobalConfiguration.get().getServers().get(0).setNotificationCredentialsId("secret");
        relay = new Relay(ExtensionList.lookupSingleton(NotificationEndpoint.class));
        zadig.define(WorkflowDefinition.of("shop", "told")
                .param("JENKINS_LAUNCH_KEY")
                .webhook(relay.address(Preview.SERVER), SECRET, "created", "passed", "failed", "timeout", "cancelled")
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke")));
        return preview;
    }

    private StepHarness run(Preview preview) {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        return preview.harness(
                "zadigRunCustomWorkflow", Map.of("project", "shop", "workflow", "told", "jobs", List.of(job)));
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V4_3", "V5_0"})
    void launchIsNotHeldUpByItsOwnNotification(Line line) throws Exception {
        var preview = start(line);
        var harness = run(preview).start();
        assertThat(harness.await().succeeded()).isTrue();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(relay.received.get(0)).contains("\"status\":\"created\"");
    }

    @Test
    void launchWithoutAnAnswerIsFoundByItsNotification() throws Exception {
        var preview = start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(1).status(503).always();
        var harness = run(preview).start().awaitLog("Found");
        zadig.endFaults();
        assertThat(harness.await().succeeded()).isTrue();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(zadig.tasks("told")).hasSize(1);
    }

    @Test
    void systemHookOfAllWorkflowsServesAsWell() throws Exception {
        var preview = start(Line.V5_0);
        zadig.systemHook(relay.address(Preview.SERVER), SECRET, "start_execute", "complete_execute");
        zadig.hold("nightly", "smoke");
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        var harness = preview.harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job)))
                .start()
                .awaitLog("Stage test");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().succeeded()).isTrue();
        assertThat(relay.received).isNotEmpty();
        assertThat(relay.answers).containsOnly(204);
    }

    /** The first build proves that its end is told of; the second one, of twelve seconds, asks what it must. */
    @Test
    void buildWhoseEndIsToldOfAsksEightTimesAtMost() throws Exception {
        var preview = start(Line.V5_0);
        zadig.hold("told", "smoke");
        var first = run(preview).start().awaitLog("Stage test");
        zadig.task("told", 1).job("smoke").finish("passed");
        assertThat(first.await().succeeded()).isTrue();
        // A poll may have found the end just before it was told of.
        await().atMost(SOON).until(() -> trusted() == 1);
        zadig.letGo("told", "smoke");
        zadig.define(WorkflowDefinition.of("shop", "told")
                .param("JENKINS_LAUNCH_KEY")
                .webhook(relay.address(Preview.SERVER), SECRET, "created", "passed", "failed", "timeout", "cancelled")
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke").takes(Duration.ofSeconds(12))));
        zadig.forgetRequests();

        assertThat(run(preview).start().await(Duration.ofMinutes(1)).succeeded()).isTrue();

        assertThat(zadig.requests())
                .as(zadig.requests().stream().map(request -> request.operation() + " ").toList().toString())
                .hasSizeLessThanOrEqualTo(8);
    }

    private static int trusted() {
        return Controller.get().watcher.figures().get(Preview.SERVER).notices().trusted();
    }

    @Test
    void wrongSecretChangesNothing() throws Exception {
        var preview = start(Line.V5_0);
        SystemCredentialsProvider.getInstance().getCredentials().removeIf(StringCredentialsImpl.class::isInstance);
        assertThat(run(preview).start().await(SOON).succeeded()).isTrue();
        assertThat(relay.answers).isNotEmpty().containsOnly(403);
        assertThat(trusted()).isZero();
    }
}
