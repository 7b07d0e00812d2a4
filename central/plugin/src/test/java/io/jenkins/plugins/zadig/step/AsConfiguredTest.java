package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A workflow runs as it is configured: each job with its stored values, which the console names, and with its gates. */
class AsConfiguredTest {
    private static final String RELEASE =
            "zadigRunCustomWorkflow(project: 'shop', workflow: 'release', asConfigured: true, wait: false";

    private ZadigSimulator zadig = ZadigSimulator.start(Line.V5_0);

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile, Result result) {
        var run = Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(result);
        return run;
    }

    private JsonNode sent() {
        var requests = zadig.requests(Operation.CREATE_TASK);
        assertThat(requests).hasSize(1);
        return requests.get(0).json();
    }

    @Test
    void everyJobIsListedWithWhatIsStoredAndPrinted() {
        var run = run(RELEASE + ")", Result.SUCCESS);
        var jobs = sent().path("inputs");
        assertThat(jobs.findValuesAsText("job_name")).containsExactly("build", "deploy", "smoke", "approve");
        assertThat(jobs.at("/0/parameters/service_list").findValuesAsText("service_module"))
                .containsExactly("api", "web");
        assertThat(jobs.at("/1/parameters/env_name").asText()).isEqualTo("prod");
        assertThat(run.log())
                .contains("[release] As the workflow has it stored: build: {", "\"service_module\":\"web\"")
                .contains("[release] As the workflow has it stored: deploy: {", "\"env_name\":\"prod\"")
                .contains("[release #1] Approval kept: approve");
    }

    /** No line runs it without its approval. */
    @ParameterizedTest
    @EnumSource
    void gatesAreKeptOrTheRunIsRefused(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var run = Preview.of(zadig.url(), zadig.token())
                .run("def task = zadigGetTask(task: " + RELEASE + "))\necho \"made ${task.jobs*.type}\"");
        if (run.result() == Result.SUCCESS) {
            assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
            // Up to 3.0 the stage has the approval, which stays as long as a job of it is listed.
            assertThat(line.acceptsApprovalJobs()).isEqualTo(run.log().contains("approval"));
        } else {
            assertThat(run.log()).contains("ERROR: ").doesNotContain("\tat ");
            assertThat(zadig.tasks("release")).isEmpty();
        }
    }

    @Test
    void whatIsListedReplacesWhatIsStored() {
        var run = run(
                RELEASE + ", jobs: [zadigBuild(job: 'build', services: [[service: 'cart', module: 'api']])])",
                Result.SUCCESS);
        var jobs = sent().path("inputs");
        assertThat(jobs.at("/0/parameters/service_list").findValuesAsText("service_module"))
                .containsExactly("api");
        assertThat(new TreeSet<>(jobs.findValuesAsText("job_name")))
                .containsExactly("approve", "build", "deploy", "smoke");
        assertThat(run.log()).doesNotContain("has it stored: build");
    }

    @Test
    void jobsWhoseValuesZadigMayNotKeepMustBeListed() {
        var run = run(
                "zadigRunCustomWorkflow(project: 'shop', workflow: 'hotfix', asConfigured: true)", Result.FAILURE);
        assertThat(run.log())
                .contains("cart-api: asConfigured runs builds", "custom-deploy", "announce: asConfigured runs builds");
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
        run(
                """
                zadigRunCustomWorkflow(project: 'shop', workflow: 'hotfix', asConfigured: true, jobs: [
                    zadigPlugin(job: 'announce', variables: [CONTENT: 'soon']),
                    zadigKubernetesDeploy(job: 'cart-api', containers: [
                        [workload: 'cart-api', container: 'cart-api', image: 'registry.example.com/shop/cart:1.2']])])
                """,
                Result.SUCCESS);
        assertThat(sent().path("inputs").findValuesAsText("job_name"))
                .containsExactlyInAnyOrder("announce", "cart-api", "prepare", "scan");
    }
}
