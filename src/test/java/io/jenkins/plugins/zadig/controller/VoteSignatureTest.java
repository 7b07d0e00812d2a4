package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** For whom the token's user votes: who clicked the input of a Pipeline, or else who started it, by the ID. */
@WithJenkins
class VoteSignatureTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String APPROVE =
            "zadigApprove(project: 'shop', workflow: 'release', id: 1, job: 'approve', comment: 'go')";

    private JenkinsRule jenkins;
    private ZadigSimulator zadig;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V5_0);
        Pipelines.connect(zadig);
        zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        // Whoever likes can call himself as somebody else is called.
        User.getById("paul", true).setFullName("maria");
        User.getById("maria", true).setFullName("Maria (release)");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private WorkflowRun start(String script) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        var cause = new CauseAction(new Cause.UserIdCause("paul"));
        return job.scheduleBuild2(0, cause).waitForStart();
    }

    private String signed(WorkflowRun run) throws Exception {
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        var votes = zadig.requests(Operation.APPROVE_TASK);
        assertThat(votes).hasSize(1);
        return votes.get(0).toString() + votes.get(0).body();
    }

    @Test
    void whoStartedTheBuildIsNamedWhereNobodyClicked() throws Exception {
        assertThat(signed(start(APPROVE))).contains("go — Jenkins, started by paul (maria): ");
    }

    @Test
    void whoClickedTheInputIsNamed() throws Exception {
        var run = start("input 'Release?'; " + APPROVE);
        await().atMost(SOON).until(() -> {
            var input = run.getAction(InputAction.class);
            return input != null && !input.getExecutions().isEmpty();
        });
        try (var maria = ACL.as2(User.getById("maria", true).impersonate2())) {
            run.getAction(InputAction.class).getExecutions().get(0).doProceedEmpty();
        }
        assertThat(signed(run))
                .contains("go — Jenkins, input by maria (Maria (release)): ")
                .doesNotContain("paul");
    }
}
