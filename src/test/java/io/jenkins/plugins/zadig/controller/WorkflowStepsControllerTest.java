package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.step.ViewedWorkflow;
import io.jenkins.plugins.zadig.step.ZadigUpdateViewStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Workflows as code and views in sandboxed Pipelines of a controller, whose plugins bring the parser of YAML. */
@WithJenkins
class WorkflowStepsControllerTest {
    @Test
    void workflowsAndViewsAreWrittenAndRead(JenkinsRule jenkins) throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins).run("""
                def name = 'greet'
                node {
                    writeFile(file: 'zadig/greet.yaml', text: "name: ${name}\\ndisplay_name: 问候\\nproject: shop\\nstages: []\\n")
                    def made = zadigCreateWorkflow(project: 'shop', file: "zadig/${name}.yaml")
                    echo "made ${made.name} ${made.parameters} ${made.updated != null}"
                }
                def now = zadigUpdateWorkflow(project: 'shop', workflow: name, definition: [
                    name: "${name}", project: 'shop', display_name: "Greet ${name}", concurrency_limit: 2,
                    stages: [[name: 'one', parallel: true, jobs: [[name: 'hello', type: 'freestyle',
                        spec: [runtime: [image_id: 'a'], advanced_setting: [:]]]]]]])
                echo "now ${now.name} ${now.stages*.name} ${now.jobs[0].runPolicy}"
                def view = zadigCreateView(project: 'shop', name: "my ${name}", workflows: [[workflow: "${name}"], [workflow: 'release']])
                view = zadigUpdateView(project: 'shop', name: view.name, workflows: [[workflow: 'release', type: 'custom', enabled: false]])
                echo "view ${view.toMap().workflows} ${zadigListViews(project: 'shop')*.name}"
                for (one in zadigListWorkflows(project: 'shop', view: view.name)) { echo "in it ${one.workflow} ${one.toMap().keySet()}" }
                zadigDeleteView(project: 'shop', name: view.name)
                zadigDeleteWorkflow(project: 'shop', workflow: name)
                """, Result.SUCCESS);

            assertThat(JenkinsRule.getLog(run))
                    .contains("made 问候 [] true", "now Greet greet [one] run")
                    .contains("view [[workflow:greet, type:custom]] [my greet]", "in it greet [server, project,");
            assertThat(Pipelines.html(run)).contains("/v1/projects/detail/shop/pipelines/custom/greet'>");
            assertThat(zadig.requests(Operation.CREATE_WORKFLOW).get(0).body())
                    .startsWith("name: greet\ndisplay_name: 问候");
            assertThat(zadig.requests(Operation.DELETE_WORKFLOW)).hasSize(1);
        }
    }

    @Test
    void snippetsAreShort(JenkinsRule jenkins) {
        var shown = new ViewedWorkflow("release");
        var hidden = new ViewedWorkflow("nightly");
        hidden.enabled = false;

        assertThat(Snippetizer.object2Groovy(new ZadigUpdateViewStep("shop", "mine", List.of(shown, hidden))))
                .isEqualTo("zadigUpdateView name: 'mine', project: 'shop', workflows: [[workflow: 'release'],"
                        + " [enabled: false, workflow: 'nightly']]");
    }
}
