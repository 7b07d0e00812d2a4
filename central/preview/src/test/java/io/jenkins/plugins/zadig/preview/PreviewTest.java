package io.jenkins.plugins.zadig.preview;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.preview.toy.ToyStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.InterruptedBuildAction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
    private final Preview preview = Preview.withServers(List.of());

    @BeforeEach
    void forgetToys() {
        ToyStep.WAITING.clear();
    }

    @Test
    void scriptedProgramRunsAsOnAController() {
        var run = preview.run("""
                def greet(who) { echo "hello ${who}" }
                node {
                    stage('One') {
                        greet 'world'
                        sleep time: 1, unit: 'MILLISECONDS'
                        env.COLOUR = 'red'
                        withEnv(['SHAPE=round']) { echo "$COLOUR ${env.SHAPE} ${env.BUILD_NUMBER}" }
                    }
                }
                """);
        assertThat(run.log()).isEqualTo("""
                        [Pipeline] Start of Pipeline
                        [Pipeline] node
                        Running on the preview in %s
                        [Pipeline] {
                        [Pipeline] stage
                        [Pipeline] { (One)
                        [Pipeline] echo
                        hello world
                        [Pipeline] sleep
                        Sleeping for 1 ms
                        [Pipeline] withEnv
                        [Pipeline] {
                        [Pipeline] echo
                        red round 1
                        [Pipeline] }
                        [Pipeline] // withEnv
                        [Pipeline] }
                        [Pipeline] // stage
                        [Pipeline] }
                        [Pipeline] // node
                        [Pipeline] End of Pipeline
                        Finished: SUCCESS
                        """.formatted(
                        Path.of("target", "preview", "workspace").toAbsolutePath()));
        assertThat(run.result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void parametersBecomeWhatAStepTakes() {
        var run = preview.run("""
                def v = toy(name: "n${1 + 1}", number: '7', mood: 'CALM', extras: [a: ["${3}"]],
                    parts: [toyPart(label: 'x', size: 2), [label: 'y'], toyPart('z')])
                echo "got $v"
                toy 'sole'
                """);
        assertThat(run.log()).contains("got n2 7 CALM [x:2, y:0, z:0] {a=[3]}", "\nsole 0 CALM");
    }

    @Test
    void mistakesNameWhatIsKnown() {
        assertThat(preview.run("toy(nam: 'x')").log())
                .contains("toy: unknown parameter nam; known are [name, extras, mood,", "Finished: FAILURE");
        assertThat(preview.run("toys 'x'").log()).contains("No such DSL method 'toys' found among steps [", "toy");
        assertThat(preview.run("toy(name: 'x', parts: [toyPart(label: 'x', siz: 1)])")
                        .log())
                .contains("toyPart: unknown parameter siz; known are [label, size]");
        assertThat(preview.run("toy(name: 'x', mood: 'SAD')").log()).contains("toy.mood: no SAD among [CALM, ANGRY");
    }

    @Test
    void refusalHasNoStackTrace() {
        var run = preview.run("toy(name: 'x', mood: 'ANGRY')");
        assertThat(run.log()).endsWith("[Pipeline] End of Pipeline\nERROR: no mood for x\nFinished: FAILURE\n");
        assertThat(run.log()).doesNotContain("\tat ");
    }

    @Test
    void interruptionDecidesTheResultAndSaysWhy() {
        var run = preview.run("toy(name: 'x', mood: 'INTERRUPTED')");
        assertThat(run.log()).endsWith("somebody shrugged\nFinished: NOT_BUILT\n");
    }

    @Test
    void otherExceptionsShowTheJenkinsfile() {
        assertThat(preview.run("echo 'a'\nnull.foo()").log())
                .contains("java.lang.NullPointerException: Cannot invoke method foo() on null object")
                .contains("\tat WorkflowScript.run(WorkflowScript:2)")
                .doesNotContain("at groovy.", "at org.codehaus");
    }

    @Test
    void branchesRunAtTheSameTimeAndGiveTheirValues() {
        var run = preview.start("""
                def r = parallel(a: { toy(name: 'a', wait: true) }, b: { toy(name: 'b', wait: true) })
                echo "${r.a} and ${r.b}"
                """);
        awaitToys("a", "b");
        ToyStep.WAITING.get("b").finish("bee");
        ToyStep.WAITING.get("a").finish("ay");
        assertThat(run.await().log()).contains("[Pipeline] { (Branch: a)", "[Pipeline] // parallel", "ay and bee");
    }

    @Test
    void failFastStopsTheOtherBranch() {
        var run = preview.run(
                "parallel(a: { sleep 60 }, b: { sleep time: 50, unit: 'MILLISECONDS'; error 'bad' }, failFast: true)");
        assertThat(run.log()).contains("Failed in branch b", "Failed in branch a", "ERROR: bad", "Finished: FAILURE");
    }

    @Test
    void abortStopsAllThatRuns() {
        var run = preview.start("parallel(a: { toy(name: 'a', wait: true) }, b: { sleep 60 })");
        awaitToys("a");
        run.awaitLog("Sleeping for").abort("alice").await();
        assertThat(run.result()).isEqualTo(Result.ABORTED);
        assertThat(run.log()).containsOnlyOnce("Aborted by alice").endsWith("Finished: ABORTED\n");
        assertThat(run.getActions(InterruptedBuildAction.class)).hasSize(1);
    }

    @Test
    void timeoutStopsItsBlock() {
        var run = preview.run("timeout(time: 50, unit: 'MILLISECONDS') { toy(name: 'a', wait: true) }");
        assertThat(run.log())
                .contains("Timeout set to expire in 50 ms", "Cancelling nested steps due to timeout")
                .endsWith("Timeout has been exceeded\nFinished: ABORTED\n");
    }

    @Test
    void timeoutEndsWhatDoesNotStop() {
        var grace = BlockSteps.graceMillis;
        assertThat(grace).as("as on a controller").isEqualTo(60_000);
        BlockSteps.graceMillis = 50;
        var run = preview.run("timeout(time: 50, unit: 'MILLISECONDS') { toy(name: 'a', mood: 'STUBBORN', wait: true) }");
        BlockSteps.graceMillis = grace;
        assertThat(run.log())
                .contains("Body did not finish within grace period; terminating with extreme prejudice")
                .endsWith("Timeout has been exceeded\nFinished: ABORTED\n");
    }

    @Test
    void errorsCanBeCaughtAndRetried() {
        var run = preview.run("""
                int n = 0
                retry(3) { n++; if (n < 3) { error "try $n" } }
                catchError(buildResult: 'UNSTABLE', message: 'never mind') { error 'deep' }
                waitUntil(quiet: true) { n++ > 3 }
                warnError('warned') { error 'x' }
                unstable 'shaky'
                echo currentBuild.currentResult
                """);
        assertThat(run.log())
                .contains("ERROR: try 2\nRetrying", "ERROR: never mind\nERROR: deep", "WARNING: shaky", "\nUNSTABLE\n")
                .endsWith("Finished: UNSTABLE\n");
    }

    @Test
    void restartKeepsABuildGoing() {
        var run = preview.start("echo toy(name: 'a', wait: true)");
        awaitToys("a");
        var before = ToyStep.WAITING.get("a");
        before.note("unsaved", false);
        run.restart();
        before.finish("heard nowhere");
        ToyStep.WAITING.get("a").finish("done after all");
        assertThat(run.await().log())
                .contains("resumed, unsaved", "done after all")
                .doesNotContain("heard nowhere");
    }

    @Test
    void declarativePipelineRunsItsDirectives() {
        var run = preview.parameter("GREETING", "hi").run(DECLARATIVE);
        assertThat(run.log())
                .contains(
                        "Timeout set to expire in 1 hr 0 min",
                        "hi 1.2 true low",
                        "Stage \"Never\" skipped due to when conditional",
                        "in parallel x",
                        "in parallel y",
                        "stage done",
                        "[Pipeline] { (Declarative: Post Actions)",
                        "at last")
                .doesNotContain("not reached", "it failed")
                .endsWith("Finished: SUCCESS\n");
    }

    @Test
    void declarativeFailureSkipsTheRest() {
        var run = preview.run("""
                pipeline {
                    agent any
                    stages {
                        stage('Bad') { steps { error 'broken' } }
                        stage('Next') { steps { echo 'not reached' } }
                    }
                    post {
                        always { echo "post ${currentBuild.currentResult}" }
                        failure { echo 'it failed' }
                        success { echo 'not reached' }
                    }
                }
                """);
        assertThat(run.log())
                .contains("Stage \"Next\" skipped due to earlier failure(s)", "post FAILURE", "it failed")
                .doesNotContain("not reached")
                .endsWith("ERROR: broken\nFinished: FAILURE\n");
    }

    @Test
    void declarativeAbortRunsItsPostActions() {
        var run = preview.start("""
                pipeline {
                    agent none
                    stages { stage('Wait') { steps { sleep 60 } } }
                    post { aborted { echo 'cleaning up' } }
                }
                """);
        run.awaitLog("Sleeping for").abort("bob").await();
        assertThat(run.log()).contains("cleaning up").endsWith("Finished: ABORTED\n");
    }

    @Test
    void unknownDirectiveIsAnError() {
        assertThat(preview.run("pipeline { agent any; stage('x') { steps { echo 'a' } } }")
                        .log())
                .contains("Undefined section \"stage\" in pipeline; known are");
    }

    @Test
    void testResultsAreLeftAsJUnitXml(@TempDir Path directory) throws IOException {
        var report = Files.writeString(
                directory.resolve("in.xml"),
                "<testsuite name='s'><testcase classname='c' name='ok' time='1.5'/>"
                        + "<testcase classname='c' name='bad'><failure message='m'>trace</failure></testcase>"
                        + "<testcase classname='c' name='off'><skipped/></testcase></testsuite>");
        var run = preview.reports(directory.resolve("out")).start("toy(name: 'a', wait: true)");
        awaitToys("a");
        var tests = new TestResult();
        tests.parse(report.toFile(), null);
        run.addAction(new TestResultAction(run, tests, run.console()));
        ToyStep.WAITING.get("a").finish(null);
        var file = directory.resolve("out/TEST-demo-1.xml");
        assertThat(run.await().log()).contains("Test results: 3 tests, 1 failed, 1 skipped: " + file);
        var again = new TestResult();
        again.parse(file.toFile(), null);
        assertThat(again.getTotalCount()).isEqualTo(3);
        assertThat(again.getFailedTests().get(0).getErrorStackTrace()).isEqualTo("trace");
    }

    private static void awaitToys(String... names) {
        Awaitility.await().until(() -> ToyStep.WAITING.keySet().containsAll(List.of(names)));
    }

    private static final String DECLARATIVE = """
            pipeline {
                agent none
                options { timeout(time: 1, unit: 'HOURS'); timestamps() }
                environment { VERSION = '1.2'; TAG = "v${VERSION}" }
                parameters {
                    string(name: 'GREETING', defaultValue: 'hello')
                    booleanParam(name: 'FAST', defaultValue: true)
                    choice(name: 'LEVEL', choices: ['low', 'high'])
                }
                stages {
                    stage('Say') {
                        agent any
                        steps { echo "${params.GREETING} $VERSION ${params.FAST} ${params.LEVEL}" }
                        post { success { echo 'stage done' }; failure { echo 'not reached' } }
                    }
                    stage('Never') {
                        when { allOf { expression { params.FAST }; not { environment name: 'TAG', value: 'v1.2' } } }
                        steps { echo 'not reached' }
                    }
                    stage('Both') {
                        parallel {
                            stage('x') { steps { script { def a = 'x'; echo "in parallel $a" } } }
                            stage('y') { environment { Y = 'y' }; steps { echo "in parallel ${env.Y}" } }
                        }
                    }
                }
                post { always { echo 'at last' }; failure { echo 'it failed' } }
            }
            """;
}
