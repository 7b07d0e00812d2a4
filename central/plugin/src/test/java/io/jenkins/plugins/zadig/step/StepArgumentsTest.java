package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Result;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What has the wrong form is one sentence that names the step and the parameter, and nothing is sent. */
class StepArgumentsTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            zadigRunCustomWorkflow(RUN, approvalTimout: '10s')                                 | zadigRunCustomWorkflow: there is no parameter approvalTimout; did you mean approvalTimeout?
            zadigRunCustomWorkflow(RUN, onAborted: 'leave')                                    | zadigRunCustomWorkflow: there is no parameter onAborted; did you mean onAbort?
            zadigRunCustomWorkflow(RUN, priority: 1)                                           | zadigRunCustomWorkflow: there is no parameter priority; there are: project, workflow, approvalTimeout, asConfigured,
            zadigRunCustomWorkflow(RUN, jobs: zadigTest(job: 'smoke'))                         | zadigRunCustomWorkflow: jobs takes a list; write jobs: [ … ]
            zadigRunCustomWorkflow(RUN, jobs: ['smoke'])                                       | zadigRunCustomWorkflow: jobs[0] is no job; write zadigBuild(…), zadigDeploy(…)
            zadigRunCustomWorkflow(RUN, jobs: [string(name: 'smoke')])                         | zadigRunCustomWorkflow: jobs[0] is no job; write zadigBuild(…), zadigDeploy(…)
            zadigRunCustomWorkflow(RUN, jobs: [zadigTest(job: 'smoke', test: [])])             | zadigRunCustomWorkflow: jobs[0]: zadigTest: there is no parameter test; did you mean tests?
            zadigRunCustomWorkflow(RUN, jobs: [zadigTest(job: 'smoke', tests: [[nam: 'a']])])  | zadigRunCustomWorkflow: jobs[0]: zadigTest: tests[0]: there is no parameter nam; did you mean name?
            zadigRunCustomWorkflow(RUN, jobs: [zadigTest(job: 'smoke', tests: ['smoke'])])     | zadigRunCustomWorkflow: jobs[0]: zadigTest: tests[0] takes a map with: name, repos, variables
            zadigRunCustomWorkflow(RUN, jobs: [zadigTest(job: 1)])                             | zadigRunCustomWorkflow: jobs[0]: zadigTest: job takes text; write job: '1'
            zadigRunCustomWorkflow(RUN, parameters: ['VERSION=1'])                             | zadigRunCustomWorkflow: parameters takes a map, such as parameters: [NAME: 'value']
            zadigRunCustomWorkflow(RUN, runTimeout: 30)                                        | runTimeout: “30” is no time span; write for example 90s, 30m, 2h or 1h30m
            zadigRunCustomWorkflow(RUN, wait: 'no')                                            | zadigRunCustomWorkflow: wait is neither true nor false
            zadigRunCustomWorkflow(RUN, wait: null)                                            | zadigRunCustomWorkflow: wait is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, jobs: null, asConfigured: true)                        | zadigRunCustomWorkflow: jobs is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, parameters: null)                                      | zadigRunCustomWorkflow: parameters is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, notifyInputs: null)                                    | zadigRunCustomWorkflow: notifyInputs is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, jobs: [null])                                          | zadigRunCustomWorkflow: jobs[0] is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, jobs: [zadigFreestyle(job: 'x', variables: null)])     | zadigRunCustomWorkflow: jobs[0]: zadigFreestyle: variables is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, jobs: [[$class: 'BuildJob', job: 'x', registry: null]])  | zadigRunCustomWorkflow: jobs[0]: registry is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, jobs: [[$class: 'DeployJob', job: 'x', environment: 'prod', services: [[service: 'a', module: 'b', image: null]]]]) | zadigRunCustomWorkflow: jobs[0]: services[0]: image is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, jobs: [[$class: 'FreestyleJob', job: 'x', repo: []]])    | zadigRunCustomWorkflow: jobs[0]: there is no parameter repo; did you mean repos?
            zadigRunCustomWorkflow(RUN, jobs: [zadigBuild(job: 'x', services: [[service: 'a', module: 'b', repos: null]])]) | zadigRunCustomWorkflow: jobs[0]: zadigBuild: services[0]: repos is null; give it a value, or leave it out
            zadigRunCustomWorkflow(RUN, logLines: 1.5)                                         | zadigRunCustomWorkflow: logLines: “1.5” is not possible; it is a whole number up to 2147483647
            zadigRunCustomWorkflow(RUN, remark: ['a'])                                         | zadigRunCustomWorkflow: remark takes text, and neither a list nor a map nor an object
            zadigAwaitTask(task: [project: 'shop', workflow: 'release', id: 1])                | zadigAwaitTask: task takes the task that a step returned; pass it as it is, without toMap(), or give project, workflow and id
            zadigCancelTask(task: 1)                                                           | zadigCancelTask: task takes the task that a step returned; pass it as it is
            zadigApprove(project: 'shop', workflow: 'release', id: 1, timeout: 30)             | timeout: “30” is no time span
            zadigUpdateView(project: 'shop', name: 'all', workflows: ['release'])              | zadigUpdateView: workflows[0] takes a map with: workflow, enabled, type
            """)
    void isOneSentence(String call, String sentence) {
        var run = Preview.of(zadig.url(), zadig.token())
                .run(call.replace("RUN", "project: 'shop', workflow: 'nightly'"));

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log().lines().filter(line -> line.startsWith("ERROR: ")))
                .as(run.log())
                .singleElement()
                .asString()
                .contains(sentence);
        assertThat(run.log()).doesNotContain("\tat ", "Exception");
        assertThat(zadig.requests()).isEmpty();
    }

    static Stream<Class<?>> everythingInAJenkinsfile() {
        return ExtensionList.lookup(Descriptor.class).stream()
                .filter(descriptor -> descriptor instanceof ZadigStepDescriptor
                        || ListedJob.class.isAssignableFrom(descriptor.clazz)
                        || descriptor.clazz.getPackage().equals(ListedJob.class.getPackage()))
                .<Class<?>>map(descriptor -> descriptor.clazz)
                .filter(type -> !type.getSimpleName().equals("ZadigTaskParameter"));
    }

    /** At every step, every job and every part of one, a letter too many is told with the right name. */
    @ParameterizedTest
    @MethodSource("everythingInAJenkinsfile")
    void misspeltNameIsToldWithTheRightOne(Class<?> type) {
        for (var parameter : DescribableModel.of(type).getParameters()) {
            var wrong = parameter.getName() + "x";
            assertThatThrownBy(() -> StepArguments.check("it", type, Map.of(wrong, "")))
                    .isInstanceOf(AbortException.class)
                    .hasMessage("it: there is no parameter %s; did you mean %s?", wrong, parameter.getName());
        }
    }

    /** A variable that is not set must not start all as configured, with defaults, or on another server. */
    @ParameterizedTest
    @MethodSource("everythingInAJenkinsfile")
    void nullIsToldWithBothRemedies(Class<?> type) {
        for (var parameter : DescribableModel.of(type).getParameters()) {
            var arguments = new LinkedHashMap<String, Object>();
            arguments.put(parameter.getName(), null);
            assertThatThrownBy(() -> StepArguments.check("it", type, arguments))
                    .isInstanceOf(AbortException.class)
                    .hasMessage("it: %s is null; give it a value, or leave it out", parameter.getName());
        }
    }

    /** What all have of the right form is no reason for a complaint. */
    @ParameterizedTest
    @MethodSource("everythingInAJenkinsfile")
    void rightFormPasses(Class<?> type) throws AbortException {
        var arguments = new LinkedHashMap<String, Object>();
        for (var parameter : DescribableModel.of(type).getParameters()) {
            var raw = parameter.getRawType();
            if (raw == String.class) {
                arguments.put(parameter.getName(), "text");
            } else if (raw == boolean.class) {
                arguments.put(parameter.getName(), true);
            } else if (raw == int.class || raw == long.class) {
                arguments.put(parameter.getName(), 7);
            } else if (raw.getTypeName().startsWith("java.util.List")) {
                arguments.put(parameter.getName(), List.of());
            }
        }
        StepArguments.check("it", type, arguments);
        assertThat(arguments).isNotEmpty();
    }

    @Test
    void readsWellInATextAndOnTheConsole() {
        var run = Preview.of(zadig.url(), zadig.token()).run("""
                def run = zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', jobs: [zadigTest(job: 'smoke')])
                echo "${run} | ${run.tests} | ${run.jobs} | ${run.stages}"
                def workflow = zadigGetWorkflow(project: 'shop', workflow: 'nightly')
                echo "${workflow} | ${workflow.jobs} | ${workflow.stages} | ${workflow.parameters}"
                """);

        assertThat(run.log())
                .contains(
                        "nightly #1 passed | 6 tests, 0 failed, 1 skipped | [smoke passed] | [test passed]",
                        "shop/nightly | [build (zadig-build), smoke (zadig-test)] | [build, test] | [VERSION, JENKINS_LAUNCH_KEY]");
        assertThat(run.log()).doesNotContain("io.jenkins.plugins", "Handle@");
    }
}
