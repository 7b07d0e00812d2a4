package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests to run have the form that the servers' source reads. */
class RunRequestTest {
    static List<String> inputs() {
        return Fixtures.names("input");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void inputOfEachJobTypeIsSentAsItIs(String name) {
        var json = Fixtures.json("input", name);

        var sent = new RunRequest("shop", "release", List.of(), List.of(input(json)), List.of()).toJson();

        assertThat(sent.path("inputs")).hasSize(1);
        assertThat(sent.path("inputs").get(0)).isEqualTo(json);
        assertThat(sent.has("parameters")).isFalse();
    }

    @Test
    void wholeRequestEqualsTheOneOfTheSource() {
        var json = Fixtures.json("run", "request-v5.json");
        var variables = new ArrayList<VariableInput>();
        json.path("parameters")
                .forEach(variable -> variables.add(new VariableInput(
                        variable.path("name").asText(),
                        variable.path("type").asText(),
                        variable.path("value").asText(),
                        false,
                        variable.path("repo").isNull() ? null : map(variable.path("repo")))));
        var jobs = new ArrayList<JobInput>();
        json.path("inputs").forEach(job -> jobs.add(input(job)));

        var sent = new RunRequest("demo", "build-deploy", variables, jobs, List.of()).toJson();

        assertThat(sent.fieldNames()).toIterable().allMatch(json::has);
        assertThat(sent.path("parameters")).isEqualTo(json.path("parameters"));
        assertThat(sent.path("inputs")).isEqualTo(json.path("inputs"));
        assertThat(sent.path("project_key")).isEqualTo(json.path("project_key"));
        assertThat(sent.path("workflow_key")).isEqualTo(json.path("workflow_key"));
    }

    @Test
    void previewAndTextHideWhatIsSecret() {
        var request = new RunRequest(
                "shop",
                "release",
                List.of(
                        new VariableInput("PASSWORD", "string", "s3cr3t-value", true, null),
                        new VariableInput("VERSION", "string", "1.2", false, null)),
                List.of(new JobInput("build", "zadig-build", Map.of("registry", "registry.example.com/shop"))),
                List.of());

        assertThat(request.preview()).contains("****", "1.2", "registry.example.com/shop");
        assertThat(request.preview()).doesNotContain("s3cr3t-value");
        assertThat(request.toString() + request.variables() + request.jobs())
                .isEqualTo("run release[PASSWORD, VERSION][build]");
        assertThat(request.toJson().toString()).contains("s3cr3t-value");
    }

    private static JobInput input(JsonNode json) {
        return new JobInput(
                json.path("job_name").asText(), json.path("job_type").asText(), map(json.path("parameters")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode json) {
        return Fixtures.MAPPER.convertValue(json, Map.class);
    }
}
