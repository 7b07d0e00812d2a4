package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.pipelines.LineTable;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Jenkinsfiles as people write them, wrong or unusual, on servers that do as recorded ones. Each is refused before anything
 * is sent, or its task is what is written. What is expected stands beside it in {@code jenkinsfiles.txt};
 * {@code -Dzadig.write} writes down what happens, for somebody to read it.
 */
class EffectOfJenkinsfilesTest {
    private static final Path FILE = Path.of("src/test/resources/io/jenkins/plugins/zadig/step/jenkinsfiles.txt");
    private static final Pattern CASE = Pattern.compile("(?ms)^## (.*?)$\n(.*?)(?=^## |\\z)");
    private static final Pattern OUTCOME = Pattern.compile("(?ms)^-- (.*?)$\n(.*?)(?=^-- |\\z)");

    private static final List<Line> LINES =
            List.of(Line.V2_3, Line.V3_2, Line.R3_4, Line.V4_1, Line.V4_3, Line.V5_0);

    /** A Jenkinsfile, and what becomes of it on each line. */
    private record Case(String title, String jenkinsfile, Map<Line, String> outcomes) {
        /** As it stands in the file. */
        String written() {
            var lines = new LinkedHashMap<String, List<String>>();
            outcomes.forEach((line, outcome) ->
                    lines.computeIfAbsent(outcome, any -> new ArrayList<>()).add(line.toString()));
            return "## " + title + "\n" + jenkinsfile
                    + lines.entrySet().stream()
                            .map(one -> "-- "
                                    + (one.getValue().size() == LINES.size() ? "all" : String.join(" ", one.getValue()))
                                    + "\n" + one.getKey())
                            .collect(Collectors.joining())
                    + "\n";
        }
    }

    private static List<Case> cases() {
        return CASE.matcher(read())
                .results()
                .map(found -> {
                    var body = found.group(2);
                    var outcomes = new EnumMap<Line, String>(Line.class);
                    OUTCOME.matcher(body).results().forEach(outcome -> {
                        var named = outcome.group(1);
                        LINES.stream()
                                .filter(line -> named.equals("all")
                                        || List.of(named.split(" ")).contains(line.toString()))
                                .forEach(line ->
                                        outcomes.put(line, outcome.group(2).stripTrailing() + "\n"));
                    });
                    return new Case(found.group(1), body.replaceFirst("(?ms)^-- .*", "").stripTrailing() + "\n", outcomes);
                })
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    @TestFactory
    Stream<DynamicContainer> eachDoesAsItSays() {
        var cases = cases();
        return LINES.stream().map(line -> {
            var zadig = start(line);
            return dynamicContainer(
                    line.toString(),
                    cases.stream()
                            .map(one -> dynamicTest(one.title(), () -> assertThat(outcome(zadig, one.jenkinsfile()))
                                    .as(line + ": " + one.title())
                                    .isEqualTo(one.outcomes().get(line))))
                            .onClose(zadig::close));
        });
    }

    @Test
    @EnabledIf("io.jenkins.plugins.zadig.pipelines.LineTable#writes")
    void write() throws IOException {
        var cases = cases();
        cases.forEach(one -> one.outcomes().clear());
        for (Line line : LINES) {
            try (var zadig = start(line)) {
                cases.forEach(one -> one.outcomes().put(line, outcome(zadig, one.jenkinsfile())));
            }
        }
        var head = read().replaceFirst("(?ms)^## .*", "");
        Files.writeString(FILE, head + cases.stream().map(Case::written).collect(Collectors.joining()));
        assertThat(LineTable.writes()).isTrue();
    }

    private static ZadigSimulator start(Line line) {
        var zadig = RecordedServer.start(line)
                .production("demo", "live")
                .asleep("demo", "night")
                .alias("demo", "qa", "质量")
                .chart("demo", "chart", "shop-api", "shop-web")
                .undeployed("demo", "fresh", "api");
        define(zadig, """
                {"name": "whole", "display_name": "whole", "project": "demo", "params": [], "stages": [
                  {"name": "s1", "parallel": true, "approval": {"enabled": false}, "jobs": [
                    {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                      "deploy_contents": ["image", "vars", "config"], "service_and_images": []}}]}]}
                """);
        define(zadig, """
                {"name": "odd", "display_name": "odd", "project": "demo", "params": [
                    {"name": "VERSION", "type": "string", "value": "1", "source": "runtime"},
                    {"name": "LEVEL", "type": "choice", "value": "low", "choice_option": ["low", "high"], "source": "runtime"},
                    {"name": "FLAG", "type": "choice", "value": "True", "choice_option": ["True", "False"], "source": "runtime"},
                    {"name": "MANY", "type": "multi-select", "value": "", "choice_option": ["a", "b"], "source": "runtime"},
                    {"name": "FIXED", "type": "string", "value": "%sx", "source": "fixed"},
                    {"name": "TOKEN", "type": "string", "value": "t", "is_credential": true, "source": "runtime"},
                    {"name": "版本", "type": "string", "value": "一", "source": "runtime"}],
                  "stages": [
                    {"name": "s1", "parallel": true, "approval": {"enabled": false}, "jobs": [
                      {"name": "构建-前", "type": "freestyle", "spec": %s},
                      {"name": "custom", "type": "custom-deploy", "spec": {"source": "runtime",
                        "targets": [{"target": "Deployment/cart/api"}]}},
                      {"name": "plug", "type": "plugin", "spec": {"plugin": {"inputs": [
                        {"name": "LEVEL", "type": "choice", "value": "a", "choice_option": ["a", "b"]},
                        {"name": "TEXT", "type": "string", "value": ""}]}}}]}]}
                """.formatted(line.before(Line.V3_4_0) ? "<+fixed>" : "", work(line)));
        if (line.hasProductWorkflows()) {
            zadig.define(WorkflowDefinition.product("demo", "product")
                    .stage("build")
                    .job(JobDefinition.build("build").service("cart", "api").service("pay", "web").repositories("cart"))
                    .stage("deploy")
                    .job(JobDefinition.deploy("deploy", "dev")));
        }
        return zadig;
    }

    private static String work(Line line) {
        var variables = """
                [{"key": "WHO", "value": "nobody", "type": "string"},
                 {"key": "MANY", "value": "", "type": "multi-select", "choice_option": ["a", "b"]}]
                """;
        return line.before(Line.V3_4_0) ? """
                {"properties": {"image_id": "64b000000000000000000001", "envs": %s}, "steps": []}
                """.formatted(variables) : """
                {"repos": [], "envs": %s, "script": "true", "runtime": {"image_id": "64b000000000000000000001"},
                 "advanced_setting": {}}
                """.formatted(variables);
    }

    private static void define(ZadigSimulator zadig, String code) {
        try {
            TestClients.valueOf(TestClients.of(zadig).customWorkflows().create(WorkflowCode.read(code)));
        } catch (WorkflowCode.Broken x) {
            throw new AssertionError(code, x);
        }
    }

    /** What became of a Jenkinsfile: why nothing was sent, or what was made of what was sent. */
    private static String outcome(ZadigSimulator zadig, String jenkinsfile) {
        zadig.forgetRequests();
        var build = Preview.of(zadig.url(), zadig.token())
                .run(jenkinsfile.replaceAll("(?<=zadigRun(Custom|Product)Workflow\\()", "wait: false, "));
        var sent = zadig.requests(Operation.CREATE_TASK);
        var products = zadig.requests(Operation.CREATE_PRODUCT_TASK);
        if (sent.isEmpty() && products.isEmpty()) {
            return "refused: " + said(build, "ERROR: |  - ");
        }
        if (build.result() != Result.SUCCESS) {
            return "SENT, AND THEN FAILED: " + said(build, "ERROR: |  - ");
        }
        var made = new StringBuilder(said(build, "WARNING: "));
        for (var request : sent) {
            var workflow = request.json().path("workflow_key").asText();
            var id = zadig.tasks(workflow).size();
            request.json().path("inputs").forEach(input -> made.append(untold(input)));
            made.append(text(TestClients.valueOf(
                    TestClients.of(zadig).customWorkflows().task(workflow, id))));
        }
        products.forEach(request -> made.append(request.json().path("input")).append('\n'));
        return made.toString();
    }

    /** What tasks do not tell. */
    private static String untold(JsonNode input) {
        var job = input.path("job_name").asText();
        var parameters = input.path("parameters");
        return switch (input.path("job_type").asText()) {
            case "zadig-build" -> job + " pushes to " + parameters.path("registry").asText() + "\n";
            case "custom-deploy", "plugin", "zadig-scanning" -> job + " is given " + parameters + "\n";
            default -> "";
        };
    }

    private static String said(PreviewRun build, String beginnings) {
        return build.log()
                .lines()
                .filter(line -> Pattern.compile("^(" + beginnings + ")").matcher(line).find())
                .map(line -> line.replaceFirst("^(ERROR|WARNING): ", "") + "\n")
                .collect(Collectors.joining());
    }

    private static String text(WorkflowTask task) {
        var text = new StringBuilder();
        task.jobs().stream().filter(job -> !job.status().equals("skipped")).forEach(job -> text.append(text(job)));
        if (task.variables().size() > 0) {
            text.append(task.variables().stream()
                    .map(variable -> variable.name() + "=" + variable.value() + branch(variable))
                    .collect(Collectors.joining(" ", "with ", "\n")));
        }
        return text.toString();
    }

    private static String branch(Variable variable) {
        var repository = variable.repository();
        return repository == null ? "" : repository.label() + "@" + repository.branch();
    }

    private static String text(TaskJob job) {
        var spec = job.spec();
        var text = new StringBuilder(job.label() + ":");
        spec.services().stream().filter(service -> !service.service().isEmpty()).forEach(service -> text.append(" " + service.service() + "/" + service.module()
                + (service.image().isEmpty() ? "" : "=" + service.image())
                + (service.builtBy().isEmpty() ? "" : " of " + service.builtBy())));
        if (!spec.environment().isEmpty()) {
            text.append(" into " + spec.environment());
        }
        spec.images().forEach(image -> text.append(" " + image));
        spec.code().forEach(code -> text.append(" " + text(code)));
        spec.variables()
                .forEach(variable -> text.append(" " + variable.name() + "=" + variable.value()));
        return text + "\n";
    }

    private static String text(JobSpec.Code code) {
        return code.namespace() + "/" + code.repository() + "@" + code.branch()
                + (code.pinned() ? "@" + code.commit() : "")
                + code.prs().stream().map(pr -> "+" + pr).collect(Collectors.joining());
    }
}
