package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.RunRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent of a job has the names and the shape of Zadig's own samples. */
class ListedJobTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void build() throws Exception {
        var job = new BuildJob("build-job");
        job.registry = "https://registry.example.com/ns";
        job.services = List.of(service(true, Map.of("VERSION", "1.2.3")));
        assertThat(sent(job)).isEqualTo(sample("zadig-build"));
    }

    @Test
    void deploy() throws Exception {
        var service = new DeployedService("svc1", "svc1");
        service.image = "registry.example.com/ns/svc1:1.2.3";
        var job = new DeployJob("deploy-job", "dev");
        job.services = List.of(service);
        assertThat(sent(job)).isEqualTo(sample("zadig-deploy"));
    }

    @Test
    void kubernetesDeploy() throws Exception {
        var job = new KubernetesDeployJob("deploy-job");
        job.containers =
                List.of(new DeployedContainer("service2", "service2", "registry.example.com/ns/service2:0505"));
        assertThat(sent(job)).isEqualTo(sample("custom-deploy"));
    }

    @Test
    void freestyle() throws Exception {
        var job = new FreestyleJob("freestyle-job");
        job.variables = Map.of("IssueID", "ZAD-1");
        job.repos = List.of(repository());
        assertThat(sent(job)).isEqualTo(sample("freestyle.normal"));
    }

    @Test
    void freestyleOfServices() throws Exception {
        var job = new FreestyleJob("freestyle-job");
        job.services = List.of(service(true, Map.of("K", "V")));
        assertThat(sent(job)).isEqualTo(sample("freestyle.service"));
    }

    @Test
    void test() throws Exception {
        var job = new TestJob("test-job");
        job.tests = List.of(listed("smoke-test", Map.of("ENV", "dev")));
        assertThat(sent(job)).isEqualTo(sample("zadig-test.product"));
    }

    @Test
    void testOfServices() throws Exception {
        var job = new TestJob("test-job");
        job.services = List.of(service(true, null));
        assertThat(sent(job)).isEqualTo(sample("zadig-test.service"));
    }

    @Test
    void scan() throws Exception {
        var job = new ScanJob("scanning-job");
        job.scans = List.of(listed("scan", Map.of("K", "V")));
        assertThat(sent(job)).isEqualTo(sample("zadig-scanning.normal"));
    }

    @Test
    void scanOfServices() throws Exception {
        var job = new ScanJob("scanning-job");
        job.services = List.of(service(true, null));
        assertThat(sent(job)).isEqualTo(sample("zadig-scanning.service"));
    }

    @Test
    void plugin() throws Exception {
        var job = new PluginJob("plugin-job");
        job.variables = Map.of("CONTENT", "hello");
        assertThat(sent(job)).isEqualTo(sample("plugin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai-release-specialist",
                "ai-task",
                "approval",
                "custom-deploy",
                "freestyle.service",
                "k8s-blue-green-deploy",
                "k8s-blue-green-release",
                "k8s-canary-deploy",
                "k8s-canary-release",
                "k8s-gray-release",
                "k8s-gray-rollback",
                "k8s-resource-patch",
                "sql",
                "tapd",
                "zadig-vm-deploy"
            })
    @SuppressWarnings("unchecked")
    void anyOtherTypeIsSentAsItIs(String name) throws Exception {
        var expected = read(name);
        var job = new OtherJob(expected.get("job_name").asText());
        job.type = expected.get("job_type").asText();
        job.parameters = JSON.convertValue(expected.get("parameters"), Map.class);
        assertThat(json(job.toInput())).isEqualTo(expected);
    }

    @Test
    void onlyWhatIsSetIsSent() {
        assertThat(new BuildJob("build").toInput()).isEqualTo(new JobInput("build", "zadig-build", Map.of()));
        assertThat(new KubernetesDeployJob("roll-out").toInput().parameters()).isEmpty();
        assertThat(new FreestyleJob("prepare").toInput().parameters()).isEmpty();
        assertThat(new TestJob("smoke").toInput().parameters()).isEmpty();
        assertThat(new ScanJob("scan").toInput().parameters()).isEmpty();
        assertThat(new PluginJob("announce").toInput().parameters()).isEmpty();
        assertThat(new OtherJob("approve").toInput()).isEqualTo(new JobInput("approve", "", Map.of()));
        assertThat(service(false, null).toParameters())
                .isEqualTo(Map.of("service_name", "svc1", "service_module", "svc1"));
    }

    @Test
    void theEnvironmentIsAlwaysSent() {
        assertThat(new DeployJob("deploy", "prod").toInput().parameters()).isEqualTo(Map.of("env_name", "prod"));
        assertThatThrownBy(() -> new DeployJob("deploy", " ").toInput())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deploy: “environment” is missing");
    }

    @Test
    void variablesKeepTheirOrderAndBecomeText() {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("LEVEL", new StringBuilder("release"));
        variables.put("COUNT", 3);
        variables.put("SLOW", false);
        variables.put("AREAS", List.of("cart", "order"));
        var job = new PluginJob("announce");
        job.variables = variables;
        assertThat(job.toInput().parameters().get("kv"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(
                        Map.of("key", "LEVEL", "value", "release"),
                        Map.of("key", "COUNT", "value", "3"),
                        Map.of("key", "SLOW", "value", "false"),
                        Map.of("key", "AREAS", "value", List.of("cart", "order")));
    }

    @Test
    void pullRequestsCommitAndCheckoutAreSentWhenSet() {
        var one = repository();
        one.setPr(12);
        one.commit = "5f2c9e1";
        one.submodules = true;
        one.remote = "upstream";
        one.checkoutPath = "src/cart";
        assertThat(one.toParameters())
                .containsEntry("pr", 12)
                .containsEntry("prs", List.of(12))
                .containsEntry("commit_id", "5f2c9e1")
                .containsEntry("enable_commit", true)
                .containsEntry("submodules", true)
                .containsEntry("remote_name", "upstream")
                .containsEntry("checkout_path", "src/cart");
        var several = repository();
        several.setPrs(List.of(12, 34));
        assertThat(several.toParameters()).containsEntry("prs", List.of(12, 34)).containsEntry("pr", 0);
    }

    @Test
    void whatIsMissingIsNamedWithItsPlace() {
        var job = new BuildJob("build");
        var service = service(false, null);
        service.repos = List.of(repository(), Checkouts.of("gitlab", "shop", "", "main"));
        job.services = List.of(service(false, null), service);
        assertThatThrownBy(job::toInput)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("build: services[1]: repos[1]: “name” is missing");
        assertThatThrownBy(() -> new BuildJob(null).toInput()).hasMessage("“job” is missing");
    }

    @Test
    void whatIsNoTextIsNamedWithItsPlace() {
        var job = new TestJob("smoke");
        job.tests = List.of(listed("smoke", Map.of("WHEN", Map.of("day", 1))));
        assertThatThrownBy(job::toInput)
                .hasMessageStartingWith("smoke: tests[0]: variables.WHEN is of the type Map; use text");
    }

    @Test
    void whatIsNotJsonIsNamedWithItsPlace() {
        var job = new OtherJob("sql");
        job.parameters = Map.of("steps", List.of(Map.of("at", Thread.currentThread())));
        assertThatThrownBy(job::toInput)
                .hasMessageStartingWith("sql: parameters.steps[0].at is of the type java.lang.Thread; use text");
    }

    @Test
    void whatIsLeftEmptyInAFormIsNotSent() {
        var build = new BuildJob(" build ");
        build.registry = " ";
        build.services = List.of();
        assertThat(build.job).isEqualTo("build");
        assertThat(build.toInput().parameters()).isEmpty();
        assertThat(new PluginJob("announce").toInput().parameters()).isEmpty();
        var repository = Checkouts.of("gitlab", "shop", "cart", "");
        assertThat(repository.toParameters()).doesNotContainKeys("branch", "commit_id", "prs");
        assertThat(repository.getPrs()).isNull();
        repository.setPrs(List.of());
        assertThat(repository.getPrs()).isEmpty();
        var container = new DeployedContainer("cart", "api", "cart:1.2");
        container.type = " ";
        assertThat(container.toParameters()).containsEntry("workload_type", "Deployment");
    }

    private static BuiltService service(boolean withRepository, Map<String, Object> variables) {
        var service = new BuiltService("svc1", "svc1");
        service.repos = withRepository ? List.of(repository()) : List.of();
        service.variables = variables == null ? Map.of() : variables;
        return service;
    }

    private static ListedTest listed(String name, Map<String, Object> variables) {
        var test = new ListedTest(name);
        test.repos = List.of(repository());
        test.variables = variables;
        return test;
    }

    private static SourceRepository repository() {
        return Checkouts.of("gitlab-main", "team", "app", "main");
    }

    private static JsonNode sent(ListedJob job) {
        return json(job.toInput());
    }

    private static JsonNode json(JobInput input) {
        return new RunRequest("shop", "release", List.of(), List.of(input), List.of())
                .toJson()
                .get("inputs")
                .get(0);
    }

    /** A sample without what Zadig reads just as well when it is not there. */
    private static JsonNode sample(String name) throws IOException {
        var sample = read(name);
        prune(sample.get("parameters"));
        return sample;
    }

    private static JsonNode read(String name) throws IOException {
        try (var json =
                ListedJobTest.class.getResourceAsStream("/io/jenkins/plugins/zadig/api/input/" + name + ".json")) {
            return JSON.readTree(json);
        }
    }

    private static void prune(JsonNode node) {
        node.properties().removeIf(field -> {
            var value = field.getValue();
            prune(value);
            return value.isArray() && value.isEmpty()
                    || value.isTextual() && value.asText().isEmpty()
                    || value.isNumber() && value.asInt() == 0
                    || value.isBoolean() && !value.asBoolean();
        });
        node.elements().forEachRemaining(ListedJobTest::prune);
    }
}
