package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a build knows of a task: by service and module, readable, and without the secrets that servers send along. */
class HandlesTest {
    private static final String SECRET = "glpat-PLANTED-1";

    /** In the shape that was recorded on 5.0; every secret that stood there is the planted one. */
    private static final String TASK =
            """
            {"task_id": 7, "workflow_key": "release", "workflow_name": "release", "project_key": "shop",
             "status": "%s", "task_creator": "admin", "create_time": 1795980340, "start_time": 1795980345,
             "end_time": 1795980351,
             "params": [{"name": "KEY", "type": "string", "value": "SECRET", "is_credential": true},
                        {"name": "WHO", "type": "string", "value": "me"}],
             "stages": [
              {"name": "build", "status": "passed", "jobs": [
               {"name": "job-0-0-0-build", "origin_name": "build", "type": "zadig-build", "status": "passed",
                "job_info": {"job_name": "build", "service_name": "cart", "service_module": "api"},
                "spec": {"repos": [{"repo_namespace": "shop", "repo_name": "cart", "branch": "main",
                    "commit_id": "6f30c59", "prs": [4], "oauth_token": "SECRET", "password": "SECRET"}],
                  "envs": [{"key": "NPM", "value": "SECRET", "is_credential": true}],
                  "service_name": "cart", "service_module": "api", "image": "registry.example.com/shop/api:1"}},
               {"name": "job-0-0-1-build", "origin_name": "build", "type": "zadig-build", "status": "failed",
                "error": "exit status 1", "job_info": {"job_name": "build", "service_name": "cart", "service_module": "web"},
                "spec": {"repos": [], "service_name": "cart", "service_module": "web", "image": ""}}]},
              {"name": "deploy", "status": "%s", "jobs": [
               {"name": "job-1-0-0-deploy", "origin_name": "deploy", "type": "zadig-deploy", "status": "%s",
                "job_info": {"job_name": "deploy", "service_name": "cart"},
                "spec": {"env": "prod", "service_and_images": [
                  {"service_name": "cart", "service_module": "api", "image": "%s"}]}}]}]}
            """
                    .replace("SECRET", SECRET);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String status, String deployed, String image, String script) {
        zadig.fault(Operation.GET_TASK)
                .status(200, TASK.formatted(status, deployed, deployed, image))
                .always();
        var run = Preview.of(zadig.url(), zadig.token())
                .run("def run = zadigGetTask(project: 'shop', workflow: 'release', id: 7)\n" + script);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        return run;
    }

    @Test
    void servicesAreKnownByName() {
        var run = run(
                "failed",
                "passed",
                "registry.example.com/shop/api:1",
                """
                def api = run.services.find { it.service == 'cart' && it.module == 'api' }
                echo "promote ${api.image} from ${api.repository} ${api.branch} ${api.commit} in ${api.environment}"
                echo "services ${run.services}"
                echo "environments ${run.environments}"
                echo "failed ${run.failedJobs.collect { it.name + ' ' + it.error + ' ' + it.url }}"
                echo "job ${run.jobs[0].services[0]} ${run.jobs[0].repositories} ${run.jobs[2].environment}"
                """);
        assertThat(run.log())
                .contains("promote registry.example.com/shop/api:1 from cart main 6f30c59 in prod")
                .contains("services [cart/web, cart/api registry.example.com/shop/api:1 in prod]")
                .contains("environments [prod]")
                .contains("failed [build (cart/web) exit status 1 " + zadig.url())
                .contains("job cart/api registry.example.com/shop/api:1 [shop/cart main 6f30c59] prod");
    }

    @Test
    void imageThatIsNotBuiltYetIsNoTemplate() {
        var run = run(
                "reject",
                "",
                "{{.job.build.cart.api.output.IMAGE}}",
                "echo \"[${run.services[1].image}] is built by ${run.services[1].builtBy}: ${run.images}\"\n"
                        + "echo \"${run.toMap()}\"");
        assertThat(run.log())
                .contains("[] is built by build: [registry.example.com/shop/api:1]")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, passed, FAILURE", "reject, '', FAILURE", "timeout, timeout, FAILURE", "cancelled, cancelled, ABORTED",
        "passed, passed, SUCCESS", "passed, unstable, UNSTABLE", "skipped, skipped, NOT_BUILT", "running, running, null"
    })
    void resultIsWhatTheEndMeansInJenkins(String status, String deployed, String result) {
        assertThat(run(status, deployed, "a:1", "echo \"<${run.result} ${run.toMap().result}>\"").log())
                .contains("<" + result + " " + result + ">");
    }

    @Test
    void everythingIsReadable() {
        var run = run(
                "passed",
                "passed",
                "a:1",
                "echo \"${run} ${run.jobs} ${run.stages}\"\n"
                        + "echo \"${run.startedMillis} ${run.startedText} ${run.createdText} ${run.jobs[0].endedText.empty}\"\n"
                        + "assert run == zadigGetTask(task: run)\n"
                        + "echo \"workflow ${zadigGetWorkflow(project: 'shop', workflow: 'release').jobs}\"");
        assertThat(run.log())
                .contains("release #7 passed [build (cart/api) passed, build (cart/web) failed: exit status 1, deploy passed]")
                .contains("1795980345000 2026-11-29T")
                .contains("workflow [build (zadig-build)")
                .doesNotContain("Handle@");
    }

    @Test
    void whatAScriptChangesIsACopy() {
        run(
                "passed",
                "passed",
                "a:1",
                """
                def before = run.toMap()
                run.stages.clear()
                run.parameters.clear()
                run.jobs[0].images.clear()
                run.toMap().stages[0].jobs.clear()
                run.toMap().parameters.clear()
                assert run.toMap() == before && run.stages[0].jobs.size() == 2 && run.parameters.WHO == 'me'
                """);
    }

    @Test
    void noTimeIsNotNineteenSeventy() {
        assertThat(Handle.instant(0)).isNull();
        assertThat(Handle.instant(-1)).isNull();
        assertThat(Handle.instant(1)).isEqualTo(Instant.EPOCH.plusSeconds(1));
    }

    @Test
    void absurdTimesAreNone() {
        var last = Instant.MAX.getEpochSecond();

        assertThat(Handle.instant(last)).isEqualTo(Instant.ofEpochSecond(last));
        assertThat(Handle.instant(last + 1)).isNull();
    }

    /** Of a job that became several the name alone would be several. */
    @Test
    void namesOfJobsAreWhatStepsTake() {
        var run = Preview.of(zadig.url(), zadig.token()).run("""
                def run = zadigRunCustomWorkflow(project: 'shop', workflow: 'release', wait: false, parameters: [VERSION: '1'],
                    jobs: [
                        zadigBuild(job: 'build', services: ['api', 'web'].collect { module -> [service: 'cart', module: module,
                            repos: [[codehost: 'gitlab', namespace: 'shop', name: 'cart', branch: 'main']]] }),
                        zadigDeploy(job: 'deploy', environment: 'prod', services: [
                            [service: 'cart', module: 'api'], [service: 'cart', module: 'web']])])
                def gate = zadigGetTask(task: run).jobs.find { it.type == 'approval' }
                zadigApprove(task: run, job: gate.name, wait: true)
                run = zadigAwaitTask(task: run)
                echo "names ${run.jobs*.name}"
                run.jobs.findAll { it.type == 'zadig-build' }.each {
                    assert zadigTaskLog(task: run, job: it.name).contains('docker build') : it.name
                }
                def map = run.toMap()
                assert map.services*.image == run.services*.image && map.environments == ['prod'] && map.failedJobs == []
                """);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("names [build (cart/api), build (cart/web), approve, deploy");
    }

    @Test
    void secretsOfTheDetailReachNoHandle() {
        var run = run("passed", "passed", "a:1", "echo \"${run.toMap()} ${run.parameters} ${run.jobs[0].toMap()}\"");
        assertThat(run.log()).contains("WHO:me").doesNotContain(SECRET);
    }
}
