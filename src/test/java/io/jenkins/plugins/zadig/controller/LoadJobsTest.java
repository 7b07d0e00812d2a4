package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.order.BuildJob;
import io.jenkins.plugins.zadig.order.DeployJob;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.order.TestJob;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The button that brings a workflow's jobs into a form. */
@WithJenkins
class LoadJobsTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient web;
    private HtmlPage page;
    private ZadigSimulator zadig;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V3_2);
        Pipelines.connect(zadig);
        web = jenkins.createWebClient();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @Test
    void snippetHasTheJobsOfTheWorkflow() throws Exception {
        page = web.goTo("pipeline-syntax");
        HtmlSelect steps = page.querySelector("select.dropdownList");
        steps.setSelectedAttribute(
                steps.getOptions().stream()
                        .filter(known -> known.getText().startsWith("zadigRunCustomWorkflow:"))
                        .findFirst()
                        .orElseThrow(),
                true);
        settle();
        type("_.project", "shop");
        type("_.workflow", "nightly");
        press("Load jobs from workflow");
        assertThat(answer()).contains("2 jobs of nightly");
        ((HtmlElement) page.getHtmlElementById("generatePipelineScript")).click();
        settle();
        HtmlTextArea snippet = page.getHtmlElementById("prototypeText");
        assertThat(snippet.getText())
                .contains("zadigTest(job: 'smoke', tests: [[name: 'smoke']])", "workflow: 'nightly'");
    }

    @Test
    void freestyleFormGetsTheJobsThatItDoesNotHave() throws Exception {
        var project = jenkins.createFreeStyleProject("release");
        var builder = new RunWorkflowBuilder("shop", "release");
        var deploy = new DeployJob("deploy", "staging");
        builder.jobs = List.of(deploy);
        project.getBuildersList().add(builder);
        page = web.getPage(project, "configure");
        settle();
        press("Load jobs from workflow");
        jenkins.submit(page.getFormByName("config"));
        var jobs = jobs(project);
        assertThat(jobs).extracting(job -> job.job).startsWith("deploy").contains("build");
        assertThat(((DeployJob) jobs.get(0)).environment).as("what was there").isEqualTo("staging");
        assertThat(jobs).extracting(job -> job.job).doesNotHaveDuplicates().doesNotContain("approve");
    }

    @Test
    void ofManyJobsThoseThatAreChosenComeIntoTheForm() throws Exception {
        var large = WorkflowDefinition.of("shop", "large").stage("all");
        for (int i = 0; i < 40; i++) {
            large.job(JobDefinition.build("build-" + i).service("cart", "api"));
        }
        zadig.define(large);
        var project = jenkins.createFreeStyleProject("release");
        project.getBuildersList().add(new RunWorkflowBuilder("shop", "large"));
        page = web.getPage(project, "configure");
        settle();
        press("Load jobs from workflow");
        assertThat(answer()).startsWith("large has 40 jobs");
        press("build-7");
        press("build-3");
        assertThat(answer()).startsWith("1 job of large");
        jenkins.submit(page.getFormByName("config"));
        assertThat(jobs(project)).extracting(job -> job.job).containsExactly("build-7", "build-3");
        assertThat(((BuildJob) jobs(project).get(0)).services).hasSize(1);
    }

    @Test
    void whatGoesWrongIsSaidAndNothingIsLost() throws Exception {
        var project = jenkins.createFreeStyleProject("release");
        var builder = new RunWorkflowBuilder("shop", "nope");
        builder.jobs = List.of(new TestJob("smoke"));
        project.getBuildersList().add(builder);
        page = web.getPage(project, "configure");
        settle();
        press("Load jobs from workflow");
        assertThat(answer()).startsWith("The jobs of nope could not be loaded");
        jenkins.submit(page.getFormByName("config"));
        assertThat(jobs(project)).extracting(job -> job.job).containsExactly("smoke");
    }

    private static List<ListedJob> jobs(FreeStyleProject project) {
        return project.getBuildersList().get(RunWorkflowBuilder.class).jobs;
    }

    private String answer() {
        return page.<DomElement>querySelector(".zadig-load-jobs-answer").getTextContent();
    }

    private void press(String button) throws Exception {
        for (DomElement known : page.getElementsByTagName("button")) {
            if (known.getTextContent().strip().equals(button)) {
                ((HtmlElement) known).click();
                settle();
                return;
            }
        }
        throw new AssertionError("no button " + button);
    }

    private void type(String name, String text) {
        ((HtmlInput) page.getElementsByName(name).get(0)).setValue(text);
    }

    private void settle() {
        web.waitForBackgroundJavaScript(PATIENCE_MILLIS);
    }
}
