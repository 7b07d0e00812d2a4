package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.zadig.Checkout;
import io.jenkins.plugins.zadig.simulator.JenkinsCall;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.fixtures.RealJenkinsFixture;

/**
 * The pages of the demo's controller, a process of its own, in a real browser: they work, with the
 * Content-Security-Policy enforced and without an error on the console.
 */
@EnabledIf(
        value = "io.jenkins.plugins.zadig.controller.Chromium#isInstalled",
        disabledReason = "Pages are not tried in a browser: no chromium and chromedriver here")
class PagesInChromiumTest {
    private static RealJenkinsFixture jenkins;
    private static ZadigSimulator zadig;
    private static String root;

    private Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        var port = freePort();
        root = "http://localhost:" + port + "/jenkins/";
        // In the mode for development, which the fixture sets, Jenkins enforces its Content-Security-Policy.
        jenkins = new RealJenkinsFixture()
                .withPort(port)
                // Its script comes from another host, which a test does not ask.
                .javaOptions("-Dhudson.model.UsageStatistics.disabled=true");
        jenkins.setUp(PagesInChromiumTest.class.getName(), "pages");
        var home = jenkins.getHome().toPath();
        FileUtils.copyDirectory(Checkout.root().resolve("src/demo").toFile(), home.toFile());
        Files.copy(Checkout.root().resolve("docs/examples/release.Jenkinsfile"), home.resolve("release.Jenkinsfile"));
        Files.writeString(home.resolve("jenkins.url"), root);
        Files.writeString(home.resolve("zadig.url"), zadig.url().toString());
        Files.writeString(home.resolve("zadig.token"), zadig.token());
        jenkins.startJenkins();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (jenkins != null) {
            jenkins.tearDown();
        }
        if (zadig != null) {
            zadig.close();
        }
    }

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private void open(String language, String path) throws IOException {
        if (chromium == null) {
            chromium = Chromium.start(language);
        }
        chromium.open(root + path);
    }

    /** Starts a build of a job that needs no parameters, and opens a page of it. */
    private void build(String language, String job, String page) throws IOException {
        build(language, job, "build?delay=0", page);
    }

    private void build(String language, String job, String start, String page) throws IOException {
        open(language, "job/" + job + "/");
        var number = chromium.run("""
            const number = await fetch('api/json?tree=nextBuildNumber')
                .then((answer) => answer.json()).then((job) => job.nextBuildNumber);
            await fetch(arguments[0], {method: 'post', headers: crumb.wrap({})});
            return number;
            """, start).asInt();
        openWhenThere(language, "job/" + job + "/" + number + "/" + page);
    }

    private void openWhenThere(String language, String path) throws IOException {
        chromium.run("""
            while (!(await fetch(arguments[0])).ok) {
                await new Promise((next) => setTimeout(next, 300));
            }
            """, root + path);
        // Not found yet, which the console calls an error, is what the loop waits for.
        chromium.problems();
        open(language, path);
    }

    /** The page works, and has no barrier. */
    private void assertOpenToAll(String name) throws IOException {
        assertClean(name);
        assertThat(chromium.barriers("#main-panel")).as(name).isEmpty();
        chromium.problems();
    }

    private void assertClean(String name) throws IOException {
        picture(name);
        assertThat(chromium.problems()).isEmpty();
    }

    /** For whoever wants to see what the tests see: {@code -Dzadig.pictures=<directory>}. */
    private void picture(String name) throws IOException {
        var directory = System.getProperty("zadig.pictures", "");
        if (!directory.isEmpty()) {
            Files.createDirectories(Path.of(directory));
            Files.write(Path.of(directory, name + ".png"), chromium.picture());
        }
    }

    private static String of(String language, String english, String chinese) {
        return language.equals("en") ? english : chinese;
    }

    @Test
    void whatThePolicyForbidsIsSeen() throws Exception {
        open("en", "job/release/");
        assertThat(chromium.run("return fetch('').then((page) => page.headers.get('Content-Security-Policy'))")
                        .asText())
                .contains("script-src 'report-sample' 'self'", "report-uri");
        chromium.problems();
        chromium.run("""
            const script = document.createElement('script');
            script.textContent = 'window.forbidden = true';
            document.body.append(script);
            """);
        assertThat(chromium.run("return window.forbidden === undefined").asBoolean())
                .isTrue();
        assertThat(chromium.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("CSP: script-src"))
                .anyMatch(problem -> problem.contains("violates"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void approvingOnTheTabLetsTheTaskGoOn(String language) throws Exception {
        build(language, "release-by-hand", "zadig/");
        chromium.run("window.loadedOnce = true");
        chromium.until("document.querySelector('#zadig-approve-1-0')");
        assertThat(chromium.text("#zadig-approve-1-0")).isEqualTo(of(language, "Approve", "批准"));
        chromium.type("#zadig-comment-1-0", "looks good");
        assertOpenToAll("tab-waiting-" + language);
        chromium.click("#zadig-approve-1-0");
        chromium.until("document.querySelector('#zadig-task-1.zadig-is-passed')");
        assertThat(chromium.text("#zadig-task-1")).contains("looks good", of(language, "passed", "成功"));
        assertThat(chromium.run("return window.loadedOnce").asBoolean())
                .as("not loaded again")
                .isTrue();
        assertOpenToAll("tab-passed-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void cancellingAsksFirstAndRetryingFollows(String language) throws Exception {
        build(language, "release-by-hand", "zadig/");
        chromium.click("#zadig-cancel-1");
        chromium.click("dialog .jenkins-button--primary");
        chromium.until("document.querySelector('#zadig-retry-1:enabled')");
        assertOpenToAll("tab-cancelled-" + language);
        chromium.click("#zadig-retry-1");
        chromium.click("dialog .jenkins-button--primary");
        chromium.until("document.querySelector('#zadig-approve-1-0:enabled')");
        assertClean("tab-retried-" + language);
        chromium.click("#zadig-reject-1-0");
        chromium.until("document.querySelector('#zadig-retry-1:enabled')");
        assertOpenToAll("tab-rejected-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void buildAndItsTestResultAreShown(String language) throws Exception {
        build(language, "nightly", "testReport/");
        assertThat(chromium.text("#main-panel")).contains("shop");
        assertClean("test-result-" + language);
        chromium.open(chromium.run("return location.href").asText() + "shop/OrderTest/ordersTheCart/");
        assertThat(chromium.text("#main-panel")).contains("ordersTheCart");
        assertClean("test-case-" + language);
        open(language, "job/nightly/lastBuild/");
        assertThat(chromium.text("#main-panel")).contains("nightly #");
        assertClean("build-" + language);
        open(language, "job/nightly/");
        assertClean("job-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void freestyleFormLoadsJobsAndIsSaved(String language) throws Exception {
        open(language, "");
        chromium.run(
                "return fetch('createItem?mode=copy&from=nightly&name=' + arguments[0],"
                        + " {method: 'post', headers: crumb.wrap({})}).then(() => true)",
                "form-" + language);
        open(language, "job/form-" + language + "/configure");
        chromium.click("button.zadig-load-jobs");
        chromium.until("document.querySelector('.zadig-load-jobs-answer').textContent.includes('nightly')"
                + " && !document.querySelector('button.zadig-load-jobs').disabled");
        assertThat(chromium.text("button.zadig-load-jobs"))
                .isEqualTo(of(language, "Load jobs from workflow", "从工作流载入作业"));
        chromium.click("[descriptorid$='RunWorkflowBuilder'] .jenkins-help-button");
        chromium.until("document.querySelector(\"[descriptorid$='RunWorkflowBuilder'] .help div\")");
        chromium.click("[descriptorid$='RunWorkflowBuilder'] .advanced-button");
        assertClean("freestyle-" + language);
        chromium.click("button[name='Submit']");
        chromium.until("!location.pathname.endsWith('configure') && document.readyState === 'complete'");
        assertClean("freestyle-saved-" + language);
        open(language, "job/form-" + language + "/config.xml");
        assertThat(chromium.run("return fetch('').then((file) => file.text())").asText())
                .contains("<job>smoke</job>", "<job>build</job>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void snippetGeneratorWritesTheStep(String language) throws Exception {
        open(language, "job/release/pipeline-syntax/");
        chromium.run("""
            const steps = document.querySelector('select.dropdownList');
            steps.value = Array.from(steps.options)
                .find((option) => option.text.startsWith('zadigRunCustomWorkflow:')).value;
            steps.dispatchEvent(new Event('change'));
            """);
        chromium.until("document.querySelector(\"input[name='_.workflow']\")");
        // Jenkins' own combo box fails when it is left before it has had its choices.
        for (String choices : List.of("fillProjectItems", "fillWorkflowItems")) {
            chromium.until(
                    "performance.getEntriesByType('resource').some((got) => got.name.includes('" + choices + "'))");
        }
        chromium.type("input[name='_.project']", "shop");
        chromium.type("input[name='_.workflow']", "nightly");
        chromium.click("button.zadig-load-jobs");
        chromium.until("document.querySelector('.zadig-load-jobs-answer').textContent.includes('nightly')");
        chromium.click("#generatePipelineScript");
        chromium.until("document.querySelector('#prototypeText').value.includes('zadigTest(')");
        assertThat(chromium.run("return document.querySelector('#prototypeText').value")
                        .asText())
                .contains("zadigTest(job: 'smoke', tests: [[name: 'smoke']])", "workflow: 'nightly'");
        assertClean("snippet-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void serversAreConfiguredAndWatched(String language) throws Exception {
        open(language, "manage/configure");
        chromium.until("document.querySelector(\"input[name='_.url'][value*='127.0.0.1']\")");
        chromium.click(".validate-button[data-validate-button-method='testConnection']");
        chromium.until("Array.from(document.querySelectorAll('.jenkins-validate-button__container__status .ok'))"
                + ".some((answer) => answer.innerText.includes('jenkins-bot'))");
        assertClean("configure-" + language);
        open(language, "manage/zadig/");
        assertThat(chromium.text("#zadig-servers")).contains("simulator", "jenkins-bot");
        assertThat(chromium.text("#main-panel")).contains(of(language, "Last contact", "最近应答"));
        assertOpenToAll("servers-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void deployerChoosesAndSeesWhatRunsWhere(String language) throws Exception {
        open(language, "job/deploy/build?delay=0sec");
        chromium.until("document.querySelector(\"select[name='value'] option[value='staging']\")");
        // Jenkins' own answer to who asks for parameters.
        assertThat(chromium.problems()).allMatch(problem -> problem.contains("405"));
        assertOpenToAll("choice-" + language);
        build(language, "deploy", "buildWithParameters?delay=0&ENVIRONMENT=staging", "zadig/");
        chromium.until("document.querySelector('#zadig-task-1.zadig-is-passed')");
        open(language, "zadig-deployments/");
        chromium.until("document.querySelector('#zadig-deployments')");
        assertThat(chromium.text("#zadig-deployments")).contains("staging", "cart/api", "api:1.4.", "deploy #");
        assertOpenToAll("deployments-" + language);
        chromium.click("#zadig-deployments tbody a");
        chromium.until("document.querySelector('#zadig-history')");
        assertOpenToAll("history-" + language);
    }

    @Test
    void changeOfAWorkflowAsCodeIsShown() throws Exception {
        build("en", "workflow-in-git", "console");
        chromium.until("document.querySelector('#main-panel').innerText.includes('Finished: SUCCESS')");
        assertThat(chromium.text("#main-panel")).contains("Every night");
    }

    /** The build is one that Zadig's own job has started, so its record proves the cause. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void buildThatZadigStartedSaysSo(String language) throws Exception {
        open(language, "job/package/");
        var number = chromium.run("""
            return fetch('api/json?tree=nextBuildNumber').then((answer) => answer.json()).then((job) => job.nextBuildNumber);
            """).asInt();
        var task = JenkinsCall.start(zadig, URI.create(root), "package");
        await().atMost(Chromium.PATIENCE).until(task::isCompleted);
        assertThat(task.status()).isEqualTo("passed");
        // The task's own record, which proves the cause, may be read after the build has ended.
        openWhenThere(language, "job/package/" + number + "/zadig/");
        chromium.until("document.querySelector('#zadig-task-1.zadig-is-passed')");
        open(language, "job/package/" + number + "/");
        assertThat(chromium.text("#main-panel"))
                .contains(of(
                        language,
                        "Started by Zadig: package #" + task.id() + ", by jenkins-bot",
                        "由 Zadig 启动：package #" + task.id() + "，执行人 jenkins-bot"));
        assertClean("cause-" + language);
    }

    /** An answer from before a decision, which comes after it, must not end the page's looks. */
    @Test
    void decisionIsFollowedThoughAnOlderAnswerComesLater() throws Exception {
        build("en", "release-by-hand", "zadig/");
        chromium.until("document.querySelector('#zadig-approve-1-0:enabled')");
        chromium.run("""
            const ask = window.fetch;
            let decided;
            const decision = new Promise((done) => { decided = done; });
            window.fetch = (path, options) => {
                if (path === 'state' && !window.olderAnswer) {
                    window.olderAnswer = decision.then(() => new Response(
                        JSON.stringify({live: false, revision: 'older', now: Date.now(), summary: 'older'})));
                    return window.olderAnswer;
                }
                const answer = ask(path, options);
                if (options && options.method === 'POST') {
                    // After all that the page itself does with the answer.
                    answer.then(() => setTimeout(decided));
                }
                return answer;
            };
            """);
        chromium.until("window.olderAnswer");
        chromium.click("#zadig-approve-1-0");
        chromium.until("document.querySelector('#zadig-task-1.zadig-is-passed')");
    }

    /** The colours of the dark theme, which a plugin brings: what it sets is set here. */
    @Test
    void tabHasNoBarrierInTheDark() throws Exception {
        build("en", "release-by-hand", "zadig/");
        chromium.until("document.querySelector('#zadig-approve-1-0')");
        chromium.run("""
            const dark = document.documentElement;
            dark.dataset.theme = 'dark';
            for (const [name, colour] of Object.entries({
                '--background': '#1e1e22', '--text-color': '#e6e6ea', '--text-color-secondary': '#a8a8b2',
                '--link-color': '#6cb2ff', '--card-background': '#2a2a30'})) {
                dark.style.setProperty(name, colour);
            }
            """);
        picture("tab-waiting-dark");
        assertThat(chromium.barriers("#main-panel")).isEmpty();
        chromium.click("#zadig-reject-1-0");
    }

    /** Each thing that the tab can do is reached by the key Tab alone. */
    @Test
    void tabIsUsedByTheKeyboardAlone() throws Exception {
        build("en", "release-by-hand", "zadig/");
        chromium.until("document.querySelector('#zadig-approve-1-0:enabled')");
        assertThat(chromium.run("""
            return Array.from(document.querySelectorAll('#main-panel button, #main-panel a[href], #main-panel input'))
                .filter((part) => part.offsetParent !== null && part.tabIndex < 0)
                .map((part) => part.id || part.outerHTML);
            """)).isEmpty();
        chromium.run("document.querySelector('#zadig-approve-1-0').focus()");
        chromium.type("#zadig-approve-1-0", "\uE007");
        chromium.until("document.querySelector('#zadig-task-1.zadig-is-passed')");
    }
}
