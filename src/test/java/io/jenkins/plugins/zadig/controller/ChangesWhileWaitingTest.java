package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.Pipelines.BUILD;
import static io.jenkins.plugins.zadig.controller.Pipelines.DEPLOY;
import static io.jenkins.plugins.zadig.controller.Pipelines.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What people do to a controller and to a build while the build waits: each ends in a clear line, or in nothing. */
@WithJenkins
class ChangesWhileWaitingTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private ZadigSimulator zadig;
    private JenkinsRule jenkins;
    private Pipelines pipelines;

    @BeforeEach
    void start(JenkinsRule rule) throws IOException {
        jenkins = rule;
        pipelines = new Pipelines(rule);
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.hold("nightly", "smoke");
        Pipelines.connect(zadig);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private WorkflowRun waiting() throws Exception {
        var run = pipelines.start(Pipelines.run("nightly", SMOKE, ""));
        jenkins.waitForMessage("Stage test", run);
        return run;
    }

    /** Makes a token the controller's only credential; {@code null} leaves it none. */
    private static void keep(String token) throws IOException {
        var credentials = SystemCredentialsProvider.getInstance();
        credentials.getCredentials().clear();
        if (token != null) {
            credentials
                    .getCredentials()
                    .add(new ZadigToken(CredentialsScope.GLOBAL, "zadig", "", Secret.fromString(token)));
        }
        credentials.save();
    }

    private String log(WorkflowRun run) throws IOException {
        var log = JenkinsRule.getLog(run);
        assertThat(log).doesNotContain("\tat ", zadig.token());
        return log;
    }

    @Test
    void deletedServerIsWaitedForAndItIsSaidHowToGetItBack() throws Exception {
        var run = waiting();
        var servers = ZadigGlobalConfiguration.get().getServers();
        ZadigGlobalConfiguration.get().setServers(List.of());
        jenkins.waitForMessage(
                "No contact, still waiting: The Zadig server “east” at " + zadig.url()
                        + " is no longer configured; add it again under Manage Jenkins",
                run);
        ZadigGlobalConfiguration.get().setServers(servers);
        jenkins.waitForMessage("Zadig answers again", run);
        zadig.task("nightly", 1).job("smoke").finish("passed");
        pipelines.end(run, Result.SUCCESS);
        assertThat(log(run)).containsOnlyOnce("No contact, still waiting");
    }

    @Test
    void deletedCredentialIsWaitedForAsTheServerIs() throws Exception {
        var run = waiting();
        keep(null);
        jenkins.waitForMessage("No contact, still waiting: There is no credential “zadig”", run);
        keep(zadig.token());
        jenkins.waitForMessage("Zadig answers again", run);
        zadig.task("nightly", 1).job("smoke").finish("passed");
        pipelines.end(run, Result.SUCCESS);
        assertThat(log(run)).containsOnlyOnce("No contact, still waiting");
    }

    @Test
    void rotatedTokenIsUsedFromTheNextRequestOn() throws Exception {
        var run = waiting();
        var old = zadig.token();
        zadig.user(ZadigSimulator.USER).replaceToken(Instant.now());
        jenkins.waitForMessage(
                "Refused, still waiting: Zadig does not accept the token of the credential “zadig”", run);
        keep(zadig.token());
        jenkins.waitForMessage("Zadig answers again", run);
        zadig.task("nightly", 1).job("smoke").finish("passed");
        pipelines.end(run, Result.SUCCESS);
        assertThat(log(run)).containsOnlyOnce("Refused, still waiting").doesNotContain(old);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void abortBeforeTheTaskIsStartedStartsNone() throws Exception {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        var run = pipelines.start(Pipelines.run("nightly", SMOKE, ""));
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, SOON);
        run.doStop();
        pipelines.end(run, Result.ABORTED);
        zadig.endFaults();
        log(run);
        assertThat(zadig.tasks("nightly")).isEmpty();
    }

    @Test
    void abortBeforeTheTaskIsKnownCancelsIt() throws Exception {
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        var run = pipelines.start(Pipelines.run("nightly", SMOKE, ""));
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        run.doStop();
        jenkins.waitForMessage("Aborting", run);
        answer.release();
        endsCancelled(run, "nightly", 1);
    }

    @Test
    void abortInTheQueueCancelsTheTask() throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "busy")
                .concurrencyLimit(1)
                .stage("work")
                .job(JobDefinition.freestyle("work").held()));
        zadig.launch("busy", "alice");
        var run = pipelines.start(Pipelines.run("busy", "zadigFreestyle(job: 'work')", ""));
        jenkins.waitForMessage("queued: waits for its turn in Zadig", run);
        run.doStop();
        endsCancelled(run, "busy", 2);
        assertThat(zadig.task("busy", 1).status()).isEqualTo("running");
    }

    @Test
    void abortBeforeTheApprovalCancelsTheTask() throws Exception {
        var run = pipelines.start(Pipelines.run("release", BUILD + ", " + DEPLOY, ""));
        jenkins.waitForMessage("waits for approval by", run);
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        run.doStop();
        endsCancelled(run, "release", 1);
    }

    private void endsCancelled(WorkflowRun run, String workflow, long task) throws Exception {
        pipelines.end(run, Result.ABORTED);
        assertThat(log(run)).contains("Cancelled").doesNotContain("ERROR");
        assertThat(zadig.task(workflow, task).status()).isEqualTo("cancelled");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }
}
