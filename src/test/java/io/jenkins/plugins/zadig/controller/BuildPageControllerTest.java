package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.zadig.config.ZadigPermissions;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.ZadigTab;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.URL;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a build on a controller, as browsers and scripts get it. */
@WithJenkins
class BuildPageControllerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private ZadigSimulator zadig;
    private JenkinsRule jenkins;
    private Pipelines pipelines;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        pipelines = new Pipelines(rule);
        zadig = ZadigSimulator.start(Line.V5_0);
        Pipelines.connect(zadig);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "builder", "approver", "canceller")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Item.CANCEL)
                .everywhere()
                .to("canceller")
                .grant(ZadigPermissions.APPROVE)
                .everywhere()
                .to("approver"));
    }

    @AfterEach
    void stop() {
        if (zadig != null) {
            zadig.close();
        }
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        // Scripts of other plugins on the pages of builds are too new for this browser; the page works without its own.
        return jenkins.createWebClient().withJavaScriptEnabled(false).login(user);
    }

    private HtmlPage page(String user, Run<?, ?> run) throws Exception {
        return as(user).goTo(run.getUrl() + "zadig/");
    }

    private WorkflowRun waiting() throws Exception {
        var run = pipelines.start(Pipelines.run(
                "release", Pipelines.BUILD + ", " + Pipelines.DEPLOY + ", " + Pipelines.SMOKE, ", propagate: false"));
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                run.getAction(ZadigTab.class).getTasks().get(0).getWaiting())
                        .hasSize(1));
        return run;
    }

    private static void awaitStatus(Run<?, ?> run, String status) {
        await().atMost(SOON)
                .until(() -> run.getAction(BuildTasks.class) != null
                        && run.getAction(ZadigTab.class).getTasks().stream()
                                .anyMatch(task -> task.getSeen().status().equals(status)));
    }

    private int post(JenkinsRule.WebClient client, Run<?, ?> run, String what, boolean crumb, String... parameters)
            throws Exception {
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setRedirectEnabled(false);
        var request = new WebRequest(new URL(jenkins.getURL(), run.getUrl() + "zadig/" + what), HttpMethod.POST);
        request.setAdditionalHeader("Accept", "application/json");
        var pairs = new java.util.ArrayList<NameValuePair>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(new NameValuePair(parameters[i], parameters[i + 1]));
        }
        request.setRequestParameters(pairs);
        if (crumb) {
            client.addCrumb(request);
        }
        return client.getPage(request).getWebResponse().getStatusCode();
    }

    @Test
    void waitingTaskIsShownWithWhatCanBeDone() throws Exception {
        jenkins.jenkins.setCrumbIssuer(new hudson.security.csrf.DefaultCrumbIssuer(false));
        var run = waiting();
        var page = page("admin", run);
        assertThat(page.getElementById("zadig-task-1").asNormalizedText())
                .contains("#1", "waiting for approval", "0 of 1 approvals", "Approve", "Reject", "Cancel", "shop/api");
        assertThat(page.getElementsByTagName("style")).isEmpty();
        assertThat(page("reader", run).getElementById("zadig-task-1").asNormalizedText())
                .contains("You lack the permission")
                .doesNotContain("Approve", "Cancel");
        assertThat(page("canceller", run).getElementById("zadig-task-1").asNormalizedText())
                .contains("Cancel")
                .doesNotContain("Reject");

        var client = as("approver");
        var plain = (HtmlPage) client.goTo(run.getUrl() + "zadig/");
        HtmlForm vote = plain.getForms().stream()
                .filter(form -> form.getActionAttribute().equals("approve"))
                .findFirst()
                .orElseThrow();
        vote.getTextAreaByName("comment").setText("looks good");
        plain.getElementById("zadig-approve-1-0").click();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        awaitStatus(run, "passed");
        assertThat(zadig.requests(Operation.APPROVE_TASK))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("looks good", "approver", run.getUrl()));
        assertThat(page("reader", run).getElementById("zadig-task-1").asNormalizedText())
                .contains("passed", "approver approved", "looks good", "6 tests, 0 failed, 1 skipped");
    }

    @Test
    void nothingIsDoneWithoutPermissionCrumbOrPost() throws Exception {
        var run = waiting();
        var key = run.getAction(ZadigTab.class)
                .getTasks()
                .get(0)
                .getWaiting()
                .get(0)
                .key();
        for (var what : List.of("approve", "reject", "retry")) {
            assertThat(post(as("reader"), run, what, true, "task", "1", "approval", key))
                    .isEqualTo(403);
            assertThat(post(as("canceller"), run, what, true, "task", "1", "approval", key))
                    .isEqualTo(403);
            assertThat(post(as("approver"), run, what, false, "task", "1", "approval", key))
                    .isEqualTo(403);
        }
        assertThat(post(as("builder"), run, "cancel", true, "task", "1")).isEqualTo(403);
        var get = as("admin");
        get.getOptions().setThrowExceptionOnFailingStatusCode(false);
        for (var what : List.of("approve", "reject", "retry", "cancel")) {
            assertThat(get.goTo(run.getUrl() + "zadig/" + what + "?task=1&approval=" + key, null)
                            .getWebResponse()
                            .getStatusCode())
                    .isGreaterThanOrEqualTo(400);
        }
        for (var task : List.of("2", "", "../../1", "%00", "<script>alert(1)</script>", "9".repeat(40))) {
            assertThat(post(as("admin"), run, "cancel", true, "task", task)).isEqualTo(404);
        }
        assertThat(post(as("admin"), run, "approve", true, "task", "1", "approval", "\" onload=alert(1)"))
                .isEqualTo(409);
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        assertThat(post(as("canceller"), run, "cancel", true, "task", "1")).isEqualTo(202);
        jenkins.waitForCompletion(run);
        awaitStatus(run, "cancelled");
    }

    @Test
    void failedTaskIsKeptWhenZadigIsGone() throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "failing")
                .stage("<img src=x onerror=alert(1)>")
                .job(JobDefinition.freestyle("work").ends("failed").error("<script>alert('exit 3')</script>")));
        var run = pipelines.run(
                Pipelines.run("failing", "zadigFreestyle(job: 'work')", ", logs: 'none'"), Result.FAILURE);
        awaitStatus(run, "failed");
        zadig.close();
        zadig = null;
        var page = page("admin", run);
        var task = page.getElementById("zadig-task-1");
        assertThat(task.asNormalizedText())
                .contains("failed", "<img src=x onerror=alert(1)>", "<script>alert('exit 3')</script>", "Retry");
        assertThat(task.getElementsByTagName("script")).isEmpty();
        assertThat(task.getElementsByTagName("img")).isEmpty();
        assertThat(post(as("builder"), run, "retry", true, "task", "1")).isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                run.getAction(ZadigTab.class).getTasks().get(0).getActions())
                        .singleElement()
                        .satisfies(action -> assertThat(action.state()).isEqualTo("failed")));
        assertThat(page("admin", run).getElementById("zadig-task-1").asNormalizedText())
                .contains("builder retried the task", "It failed:")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void listsOfBuildsAndBuildsShowTheOutcome() throws Exception {
        var run = pipelines.run(Pipelines.run("nightly", Pipelines.SMOKE, ""), Result.SUCCESS);
        awaitStatus(run, "passed");
        var build = (HtmlPage) as("reader").goTo(run.getUrl());
        assertThat(build.getAnchorByHref("/jenkins/" + run.getUrl() + "zadig/#zadig-task-1")
                        .asNormalizedText())
                .isEqualTo("nightly #1");
        assertThat(build.getWebResponse().getContentAsString()).contains("/" + run.getUrl() + "zadig");
        // The list of builds is loaded by a script.
        var list = as("reader").goTo(run.getParent().getUrl() + "buildHistory/ajax", null);
        assertThat(list.getWebResponse().getContentAsString()).contains("zadig-badge", "nightly #1: passed");
    }

    @Test
    void dataIsInTheRestApiAndOnDiskWithoutSecrets() throws Exception {
        var run = waiting();
        var builds = as("reader").getJSON(run.getUrl() + "api/json").getJSONObject();
        assertThat(builds.toString()).contains("\"zadigTasks\"", "\"workflow\":\"release\"", "\"id\":1");
        var data = as("reader").getJSON(run.getUrl() + "zadig/api/json").getJSONObject();
        var task = data.getJSONArray("tasks").getJSONObject(0);
        assertThat(task.getString("workflow")).isEqualTo("release");
        assertThat(task.getBoolean("followed")).isTrue();
        assertThat(task.getJSONObject("seen").getJSONArray("stages").toString())
                .contains("\"jobs\"", "\"name\":\"build", "\"status\":\"passed\"");
        assertThat(task.getJSONObject("seen")
                        .getJSONArray("approvals")
                        .getJSONObject(0)
                        .getString("status"))
                .isEqualTo("wait_for_approval");
        var state = as("reader").getJSON(run.getUrl() + "zadig/state").getJSONObject();
        assertThat(state.getBoolean("live")).isTrue();
        try (var files = Files.walk(run.getRootDir().toPath())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(text)
                        .as(file.toString())
                        .doesNotContain(zadig.token())
                        .doesNotContain(PlantedSecrets.ALL);
            }
        }
        zadig.task("release", 1).cancel("alice");
        jenkins.waitForCompletion(run);
    }

    @Test
    void dataSurvivesAReload() throws Exception {
        var run = pipelines.run(Pipelines.run("nightly", Pipelines.SMOKE, ""), Result.SUCCESS);
        awaitStatus(run, "passed");
        await().atMost(SOON)
                .until(() -> Files.readString(run.getRootDir().toPath().resolve("build.xml"))
                        .contains("<status>passed</status>"));
        run.reload();
        var task = run.getAction(ZadigTab.class).getTasks().get(0);
        assertThat(task.getEntry().getStatus()).isEqualTo("passed");
        assertThat(task.getSeen().stages()).isNotEmpty();
        assertThat(page("reader", run).getElementById("zadig-task-1").asNormalizedText())
                .contains("passed");
    }

    @Test
    void freestyleBuildsHaveThePageToo() throws Exception {
        var project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(FreestyleSteps.run("nightly", FreestyleSteps.smoke()));
        var build = jenkins.buildAndAssertSuccess(project);
        awaitStatus(build, "passed");
        var text = page("reader", build).getElementById("zadig-task-1").asNormalizedText();
        assertThat(text).contains("passed", "6 tests, 0 failed, 1 skipped", "Left out of this run");
    }

    @Test
    void pageSpeaksChinese() throws Exception {
        var run = pipelines.run(Pipelines.run("nightly", Pipelines.SMOKE, ""), Result.SUCCESS);
        awaitStatus(run, "passed");
        var before = Locale.getDefault();
        // The harness leaves out the part of Jenkins that heeds the language of a request.
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            assertThat(page("reader", run).getElementById("zadig-task-1").asNormalizedText())
                    .contains("在 Zadig 中打开", "6 个测试，0 个失败，1 个跳过");
        } finally {
            Locale.setDefault(before);
        }
    }
}
