package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build uses the credentials that its job may use, and no others. */
@WithJenkins
class CredentialScopeTest {
    private ZadigSimulator zadig;
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws IOException {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.launch("nightly", "alice");
        Pipelines.connect(zadig);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private ZadigToken token(CredentialsScope scope, String id) {
        return new ZadigToken(scope, id, "", Secret.fromString(zadig.token()));
    }

    private static void keep(Credentials credential) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().add(credential);
        SystemCredentialsProvider.getInstance().save();
    }

    private WorkflowRun build(WorkflowJob job, String credentialsId, Result result) throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "zadigGetTask(project: 'shop', workflow: 'nightly', id: 1, credentialsId: '" + credentialsId + "')",
                true));
        return jenkins.buildAndAssertStatus(result, job);
    }

    private String refused(WorkflowJob job, String credentialsId) throws Exception {
        var log = JenkinsRule.getLog(build(job, credentialsId, Result.FAILURE));
        assertThat(log).doesNotContain("\tat ").doesNotContain(zadig.token());
        return log;
    }

    @Test
    void folderLendsItsTokenToItsJobsAlone() throws Exception {
        var folder = jenkins.createProject(Folder.class, "team");
        var token = token(CredentialsScope.GLOBAL, "team-token");
        var store = Pipelines.credentials(folder);
        store.addCredentials(Domain.global(), token);

        var inside = folder.createProject(WorkflowJob.class, "release");
        build(inside, "team-token", Result.SUCCESS);
        assertThat(CredentialsProvider.getFingerprintOf(token).getJobs()).containsExactly("team/release");

        var outside = jenkins.createProject(WorkflowJob.class, "release");
        assertThat(refused(outside, "team-token")).contains("There is no credential “team-token”");
        assertThat(CredentialsProvider.getFingerprintOf(token).getJobs()).containsExactly("team/release");
    }

    @Test
    void tokenOfTheControllerItselfIsNotForBuilds() throws Exception {
        keep(token(CredentialsScope.SYSTEM, "system-token"));
        assertThat(refused(jenkins.createProject(WorkflowJob.class), "system-token"))
                .contains("There is no credential “system-token” that this build may use", "of the scope Global");
    }

    @Test
    void serverTakesATokenThatNoJenkinsfileCanTake() throws Exception {
        keep(token(CredentialsScope.SYSTEM, "system-token"));
        ZadigGlobalConfiguration.get()
                .setServers(List.of(new ZadigServer("east", zadig.url().toString(), "system-token")));
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("zadigGetTask(project: 'shop', workflow: 'nightly', id: 1)", true));
        jenkins.buildAndAssertStatus(Result.SUCCESS, job);
        job.setDefinition(new CpsFlowDefinition(
                "withCredentials([string(credentialsId: 'system-token', variable: 'T')]) { echo 'taken' }", true));
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job)))
                .doesNotContain("taken");
    }

    @Test
    void onlyTokensAreTokens() throws Exception {
        keep(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "login", "", "bot", "a long enough secret"));
        keep(new StringCredentialsImpl(CredentialsScope.GLOBAL, "text", "", Secret.fromString(zadig.token())));
        var job = jenkins.createProject(WorkflowJob.class);
        assertThat(refused(job, "login")).contains("“login” holds no token");
        build(job, "text", Result.SUCCESS);
    }

    @Test
    void revokedTokenIsNamed() throws Exception {
        keep(new StringCredentialsImpl(CredentialsScope.GLOBAL, "old", "", Secret.fromString("a.b.c")));
        assertThat(refused(jenkins.createProject(WorkflowJob.class), "old"))
                .contains("does not accept the token of the credential “old”");
    }
}
