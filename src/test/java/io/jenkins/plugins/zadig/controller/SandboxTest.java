package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.act.TaskFailed;
import io.jenkins.plugins.zadig.pipelines.Getters;
import io.jenkins.plugins.zadig.pipelines.SharedPipeline;
import io.jenkins.plugins.zadig.step.TaskHandle;
import io.jenkins.plugins.zadig.step.TestsHandle;
import io.jenkins.plugins.zadig.step.ViewHandle;
import io.jenkins.plugins.zadig.step.WorkflowHandle;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A sandboxed Pipeline reads all that steps return and throw, and nobody has to approve anything. */
@WithJenkins
class SandboxTest {
    /** The parts are methods, as Java limits the size of one. */
    private static String method(String name, Class<?> type) {
        return "def " + name + "(it0) {\n" + Getters.calls("it0", type) + "}\n";
    }

    @Test
    void allThatStepsReturnAndThrowCanBeRead(JenkinsRule jenkins) throws Exception {
        var script = method("task", TaskHandle.class) + method("workflow", WorkflowHandle.class)
                + method("view", ViewHandle.class) + method("tests", TestsHandle.class)
                + method("failure", TaskFailed.class) + """
                def started = zadigRunCustomWorkflow(project: 'shop', workflow: 'release', wait: false, jobs: [
                    zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: [[service: 'cart', module: 'api']]),
                    zadigDeploy(job: 'deploy', environment: 'prod'), zadigTest(job: 'smoke')])
                task(started)
                zadigApprove(task: started, comment: 'ok')
                def run = zadigAwaitTask(task: started)
                task(run)
                tests(zadigPublishTests(task: run))
                zadigListTasks(project: 'shop', workflow: 'release').each { task(it) }
                workflow(zadigGetWorkflow(project: 'shop', workflow: 'release'))
                zadigListWorkflows(project: 'shop').each { workflow(it) }
                view(zadigCreateView(project: 'shop', name: 'all', workflows: [[workflow: 'release']]))
                zadigListViews(project: 'shop').each { view(it) }
                try {
                    zadigRunCustomWorkflow(project: 'shop', workflow: 'failing', jobs: [zadigFreestyle(job: 'work')])
                } catch (e) {
                    failure(e)
                    echo "failed: ${e.message} ${e.causes[0].shortDescription}"
                }
                try {
                    zadigRunCustomWorkflow(project: 'shop', workflow: 'stopped', jobs: [zadigFreestyle(job: 'work')])
                } catch (e) {
                    echo "cancelled: ${e.message} ${e.result} ${e.causes[0].shortDescription} ${e.causes[0].url}"
                }
                echo "${run} ${run.jobs} ${run.tests} ${run.stages} ${run.services} ${run.images}"
                echo "${run.created.epochSecond} ${run.createdMillis} ${run.createdText} ${run.created == run.created}"
                """;
        try (var zadig = SharedPipeline.zadig()) {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins).run(script, Result.SUCCESS);

            assertThat(JenkinsRule.getLog(run))
                    .contains("failed: failing #1 failed", "cancelled: stopped #1 cancelled: by", "release #1 passed [")
                    .doesNotContain("not permitted");
        }
    }
}
