package io.jenkins.plugins.zadig.controller;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.order.BuildJob;
import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Measures what the form of a workflow with 300 jobs and 2,000 services asks Jenkins for, beside the server's own answer.
 * Judges no time, and runs only when asked for: {@code mvn test -Dtest=FormBenchmark}.
 */
@WithJenkins
class FormBenchmark {
    private static final int BUILDS = 100;
    private static final int SERVICES = 20;

    /** Each asks for a workflow of its own, as answers are remembered. */
    private static final int ROUNDS = 9;

    private JenkinsRule.WebClient web;
    private FreeStyleProject project;

    @Test
    void measure(JenkinsRule jenkins) throws Exception {
        try (var zadig = ZadigSimulator.builder().line(Line.V5_0).start()) {
            Pipelines.connect(zadig);
            for (int i = 0; i < ROUNDS; i++) {
                zadig.define(workflow("large-" + i));
            }
            project = jenkins.createFreeStyleProject();
            web = jenkins.createWebClient();
            web.getOptions().setJavaScriptEnabled(false);
            print("the server's answer", times(round -> read(zadig, "large-" + round)));
            ask("jobs to choose from, first", BuildJob.class, "fillJobItems", "");
            ask("jobs to choose from, then", BuildJob.class, "fillJobItems", "");
            ask("services to choose from", BuiltService.class, "fillServiceItems", "build-0");
            ask("load jobs: names of all", RunWorkflowBuilder.class, "loadJobs", "");
            ask("load jobs: one, with 20 services", RunWorkflowBuilder.class, "loadJobs", "build-0");
        }
    }

    private static WorkflowDefinition workflow(String key) {
        var workflow = WorkflowDefinition.of("shop", key).stage("all");
        for (int i = 0; i < BUILDS; i++) {
            var build = JobDefinition.build("build-" + i).registry("https://registry.example.com/shop");
            for (int j = 0; j < SERVICES; j++) {
                build.service("service-" + i + "-" + j, "api");
            }
            workflow.job(build);
            workflow.job(JobDefinition.deploy("deploy-" + i, "staging").from("build-" + i));
            workflow.job(JobDefinition.test("test-" + i, "smoke"));
        }
        return workflow;
    }

    /** Returns how many characters came. */
    @FunctionalInterface
    private interface Question {
        int ask(int round) throws Exception;
    }

    private static int read(ZadigSimulator zadig, String workflow) throws Exception {
        var address = zadig.url() + "openapi/workflows/custom/" + workflow + "/detail?projectKey=shop";
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + zadig.token())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .length();
    }

    private void ask(String name, Class<?> form, String what, String job) throws Exception {
        print(name, times(round -> {
            var address = web.getContextPath() + project.getUrl() + "descriptorByName/" + form.getName() + "/" + what;
            var request = new WebRequest(new URL(address), HttpMethod.POST);
            request.setRequestParameters(List.of(
                    new NameValuePair("project", "shop"),
                    new NameValuePair("workflow", "large-" + round),
                    new NameValuePair("job", job)));
            web.addCrumb(request);
            return web.getPage(request).getWebResponse().getContentAsString().length();
        }));
    }

    private record Times(double[] millis, int characters) {}

    private static Times times(Question question) throws Exception {
        var millis = new double[ROUNDS];
        var characters = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var began = System.nanoTime();
            characters = question.ask(i);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        return new Times(millis, characters);
    }

    private static void print(String name, Times times) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f ms, at worst %.0f ms, %,d characters%n",
                name,
                times.millis()[ROUNDS / 2],
                times.millis()[ROUNDS - 1],
                times.characters());
    }
}
