package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.zadig.api.RunRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The six job inputs of the API document can be written with the typed jobs, and are sent as the document has them. */
class DocumentInputsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void build() throws Exception {
        var sample = sample("zadig-build");
        var services = new ArrayList<BuiltService>();
        for (JsonNode item : sample.at("/parameters/service_list")) {
            var service = new BuiltService(
                    item.path("service_name").asText(),
                    item.path("service_module").asText());
            service.repos = repositories(item);
            service.variables = variables(item.path("inputs"));
            services.add(service);
        }
        var job = new BuildJob("build-myapps");
        job.registry = sample.at("/parameters/registry").asText();
        job.services = services;
        assertThat(services).hasSize(2);
        assertThat(sent(job)).isEqualTo(sample);
    }

    @Test
    void deploy() throws Exception {
        var sample = sample("zadig-deploy");
        var services = new ArrayList<DeployedService>();
        for (JsonNode item : sample.at("/parameters/service_list")) {
            var service = new DeployedService(
                    item.path("service_name").asText(),
                    item.path("service_module").asText());
            service.image = item.path("image_name").asText();
            services.add(service);
        }
        var job = new DeployJob("deploy-myapps", "dev");
        job.services = services;
        assertThat(services).hasSize(2);
        assertThat(sent(job)).isEqualTo(sample);
    }

    @Test
    void kubernetesDeploy() throws Exception {
        var job = new KubernetesDeployJob("deploy-my-app");
        job.containers = List.of(new DeployedContainer("service2", "service2", "koderover.***.com/test/service2:0505"));
        assertThat(sent(job)).isEqualTo(sample("custom-deploy"));
    }

    @Test
    void freestyle() throws Exception {
        var sample = sample("freestyle");
        var job = new FreestyleJob("jira-issue-update");
        job.variables = variables(sample.at("/parameters/kv"));
        job.repos = repositories(sample.path("parameters"));
        assertThat(sent(job)).isEqualTo(sample);
    }

    @Test
    void test() throws Exception {
        var sample = sample("zadig-test");
        var job = new TestJob("test-myapps");
        job.tests = listed(sample.at("/parameters/testing_list"), "testing_name");
        assertThat(sent(job)).isEqualTo(sample);
    }

    @Test
    void scan() throws Exception {
        var sample = sample("zadig-scanning");
        var job = new ScanJob("scan-myapps");
        job.scans = listed(sample.at("/parameters/scanning_list"), "scanning_name");
        assertThat(sent(job)).isEqualTo(sample);
    }

    private static List<ListedTest> listed(JsonNode items, String nameField) {
        var tests = new ArrayList<ListedTest>();
        for (JsonNode item : items) {
            var test = new ListedTest(item.path(nameField).asText());
            test.repos = repositories(item);
            test.variables = variables(item.path("inputs"));
            tests.add(test);
        }
        assertThat(tests).hasSize(2);
        return tests;
    }

    private static List<SourceRepository> repositories(JsonNode item) {
        var repositories = new ArrayList<SourceRepository>();
        for (JsonNode repository : item.path("repo_info")) {
            repositories.add(Checkouts.of(
                    repository.path("codehost_name").asText(),
                    repository.path("repo_namespace").asText(),
                    repository.path("repo_name").asText(),
                    repository.path("branch").asText()));
        }
        return repositories;
    }

    private static Map<String, Object> variables(JsonNode inputs) {
        var variables = new LinkedHashMap<String, Object>();
        for (JsonNode input : inputs) {
            variables.put(input.path("key").asText(), input.path("value").asText());
        }
        return variables;
    }

    private static JsonNode sent(ListedJob job) {
        return new RunRequest("shop", "release", List.of(), List.of(job.toInput()), List.of())
                .toJson()
                .at("/inputs/0");
    }

    private static JsonNode sample(String name) throws IOException {
        try (var file = DocumentInputsTest.class.getResourceAsStream("document/" + name + ".json")) {
            return JSON.readTree(file);
        }
    }
}
