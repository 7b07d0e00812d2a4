package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.Fixtures;
import io.jenkins.plugins.zadig.api.Registry;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.config.FormServer.WorkflowChoices;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedJobsTest {
    /** As servers send it (zadig-servers 4.7 to 4.10), with a job of each kind. */
    private static final String DETAIL = """
        {"workflow_key": "release", "stages": [
          {"name": "build", "jobs": [
            {"name": "build", "type": "zadig-build", "spec": {"docker_registry_id": "63", "service_and_builds": [
              {"service_name": "cart", "service_module": "api", "key_vals": []},
              {"service_name": "web", "service_module": "web"}]}}]},
          {"name": "deploy", "jobs": [
            {"name": "ask", "type": "approval", "spec": {}},
            {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "prod", "service_and_images": [
              {"service_name": "cart", "service_module": "api"}]}},
            {"name": "roll", "type": "custom-deploy", "spec": {"namespace": "shop", "targets": [
              {"target": "StatefulSet/cart-db/postgres"}]}},
            {"name": "never", "type": "freestyle", "run_policy": "skip", "spec": {}},
            {"name": "seldom", "type": "freestyle", "run_policy": "default_not_run", "spec": {}}]},
          {"name": "check", "jobs": [
            {"name": "smoke", "type": "zadig-test", "spec": {"test_modules": [{"name": "smoke"}]}},
            {"name": "scan", "type": "zadig-scanning", "spec": {"scannings": [{"name": "sonar"}]}},
            {"name": "shell", "type": "freestyle", "spec": {"env": {"odd": 1}}},
            {"name": "notify", "type": "plugin", "spec": null},
            {"name": "sql", "type": "sql", "spec": {"id": "1"}}]}]}
        """;

    private static WorkflowChoices detail() throws Exception {
        var workflow = Fixtures.decode(DETAIL, WorkflowDetail.class);
        return new WorkflowChoices(
                workflow,
                List.of(
                        new Registry("62", "https://other.example.com", "lib"),
                        new Registry("63", "https://registry.example.com", "shop")));
    }

    private static List<ListedJob> jobs() throws Exception {
        return new WorkflowJobs(detail(), Integer.MAX_VALUE).listed(name -> true);
    }

    @Test
    void jobsThatRunByDefaultComeInTheirOrderWithoutApprovals() throws Exception {
        assertThat(jobs())
                .extracting(job -> job.job)
                .containsExactly("build", "deploy", "roll", "smoke", "scan", "shell", "notify", "sql");
        assertThat(jobs())
                .<Class<?>>extracting(Object::getClass)
                .containsExactly(
                        BuildJob.class,
                        DeployJob.class,
                        KubernetesDeployJob.class,
                        TestJob.class,
                        ScanJob.class,
                        FreestyleJob.class,
                        PluginJob.class,
                        OtherJob.class);
        assertThat(((OtherJob) jobs().get(7)).type).isEqualTo("sql");
    }

    @Test
    void whatTheWorkflowTellsIsFilledIn() throws Exception {
        var jobs = jobs();
        assertThat(((BuildJob) jobs.get(0)).services)
                .extracting(service -> service.service + "/" + service.module)
                .containsExactly("cart/api", "web/web");
        assertThat(((BuildJob) jobs.get(0)).registry).isEqualTo("https://registry.example.com/shop");
        var deploy = (DeployJob) jobs.get(1);
        assertThat(deploy.environment).isEqualTo("prod");
        assertThat(deploy.services).singleElement().satisfies(service -> {
            assertThat(service.module).isEqualTo("api");
            assertThat(service.image).isEmpty();
        });
        assertThat(((KubernetesDeployJob) jobs.get(2)).containers)
                .singleElement()
                .satisfies(container -> {
                    assertThat(container.type).isEqualTo("StatefulSet");
                    assertThat(container.workload).isEqualTo("cart-db");
                    assertThat(container.container).isEqualTo("postgres");
                });
        assertThat(((TestJob) jobs.get(3)).tests)
                .extracting(test -> test.name)
                .containsExactly("smoke");
        assertThat(((ScanJob) jobs.get(4)).scans)
                .extracting(test -> test.name)
                .containsExactly("sonar");
    }

    @Test
    void answerSaysWhatCame() throws Exception {
        var detail = detail();
        var loaded = LoadedJobs.of(" shop ", "release", null, (project, workflow) -> {
            assertThat(project).isEqualTo("shop");
            return detail;
        });
        assertThat(loaded.failed()).isFalse();
        assertThat(loaded.news()).startsWith("8 jobs of release");
        assertThat(loaded.jobs()).hasSize(8);
    }

    private static WorkflowChoices large(int jobs, int services) throws Exception {
        var detail = new StringBuilder("{\"workflow_key\": \"large\", \"stages\": [{\"name\": \"all\", \"jobs\": [");
        for (int i = 0; i < jobs; i++) {
            detail.append(i == 0 ? "" : ",")
                    .append("{\"name\": \"build-" + i
                            + "\", \"type\": \"zadig-build\", \"spec\": {\"service_and_builds\": [");
            for (int j = 0; j < services; j++) {
                detail.append(j == 0 ? "" : ",")
                        .append("{\"service_name\": \"s" + j + "\", \"service_module\": \"api\"}");
            }
            detail.append("]}}");
        }
        return new WorkflowChoices(Fixtures.decode(detail + "]}]}", WorkflowDetail.class), List.of());
    }

    @Test
    void ofManyJobsTheUserChooses() throws Exception {
        var large = large(300, 7);
        var all = LoadedJobs.of("shop", "large", "", (project, workflow) -> large);
        assertThat(all.failed()).isFalse();
        assertThat(all.jobs()).isEmpty();
        assertThat(all.choices()).hasSize(300).startsWith("build-0", "build-1");
        assertThat(all.news()).isEqualTo("large has 300 jobs. Choose those that the run should list");
        var one = LoadedJobs.of("shop", "large", "build-12", (project, workflow) -> large);
        assertThat(one.choices()).isEmpty();
        assertThat(one.jobs()).singleElement().satisfies(job -> {
            assertThat(job.job).isEqualTo("build-12");
            assertThat(((BuildJob) job).services).hasSize(7);
        });
        assertThat(LoadedJobs.of("shop", "large", "gone", (project, workflow) -> large)
                        .failed())
                .isTrue();
    }

    @Test
    void servicesThatNoFormCanHoldAreLeftOutAndItIsSaid() throws Exception {
        var large = large(3, 60);
        var loaded = LoadedJobs.of("shop", "large", "", (project, workflow) -> large);
        assertThat(loaded.jobs())
                .extracting(job -> ((BuildJob) job).services.size())
                .containsExactly(60, 0, 0);
        assertThat(loaded.news())
                .startsWith("3 jobs of large")
                .endsWith(". Services, tests or containers of these are left out, as there are too many for a form;"
                        + " add those you want: build-1, build-2");
    }

    @Test
    void servicesOfAJobAreOffered() throws Exception {
        var detail = detail().workflow();
        assertThat(WorkflowJobs.services(detail, "build")).containsExactly("cart/api", "web/web");
        assertThat(WorkflowJobs.services(detail, "deploy")).containsExactly("cart/api");
        assertThat(WorkflowJobs.services(detail, "gone")).isEmpty();
        assertThat(WorkflowJobs.services(detail, null)).isEmpty();
    }

    @Test
    void whatGoesWrongIsASentence() throws Exception {
        LoadedJobs.Source none = (project, workflow) -> {
            throw new AbortException("no\u001B[0m way");
        };
        assertThat(LoadedJobs.of("shop", " ", "", none).news()).startsWith("Which workflow?");
        var refused = LoadedJobs.of("shop", "release", "", none);
        assertThat(refused.failed()).isTrue();
        assertThat(refused.jobs()).isEmpty();
        assertThat(refused.news())
                .startsWith("The jobs of release could not be loaded: no")
                .doesNotContain("\u001B");
        var empty = new WorkflowDetail("release", "", "", "", 0, 0, List.of(), List.of(), List.of());
        assertThat(LoadedJobs.of("shop", "release", "", (project, workflow) -> new WorkflowChoices(empty, List.of()))
                        .news())
                .isEqualTo("release has no jobs that a run could list");
    }
}
