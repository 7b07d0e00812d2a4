package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Repository;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Repositories that are named in part: the workflow tells the rest where one alone is meant, and candidates where not. */
class EffectOfNamesOnEachLineTest extends EffectOnEachLine {
    private static final String CODE = """
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "shop", "repo_name": "cart",
             "branch": "main"},
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "shop",
             "repo_name": "common", "branch": "main"},
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "other", "repo_namespace": "other",
             "repo_name": "common", "branch": "main"}
            """;

    private static final String OLD = """
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "", "repo_name": "cart",
             "branch": "main"}
            """;

    @Override
    List<String> workflows(Line line) {
        return List.of(workflow("parts", CODE), workflow("old", OLD));
    }

    private static String workflow(String name, String code) {
        var entry = """
                {"service_name": "cart", "service_module": "api", "build_name": "cart", "key_vals": [], "repos": [%s]}
                """.formatted(code);
        var module = "{\"name\": \"unit\", \"project_name\": \"demo\", \"key_vals\": [], \"repos\": [" + code + "]}";
        return """
                {"name": "%1$s", "display_name": "%1$s", "project": "demo", "params": [], "stages": [
                  {"name": "s1", "parallel": true, "approval": {"enabled": false}, "jobs": [
                    {"name": "build", "type": "zadig-build", "spec": {
                      "docker_registry_id": "6b0000000000000000000001", "service_and_builds": [%2$s],
                      "service_and_builds_options": [%2$s]}}]},
                  {"name": "s2", "parallel": true, "approval": {"enabled": false}, "jobs": [
                    {"name": "tests", "type": "zadig-test", "spec": {"test_modules": [%3$s],
                      "test_module_options": [%3$s]}}]}]}
                """.formatted(name, entry, module);
    }

    /** Keys and values by turns, as users write a repository. */
    private static Map<String, Object> code(Object... pairs) {
        return Repository.toParameters(map(pairs));
    }

    @SafeVarargs
    private static JobInput tests(Map<String, Object>... code) {
        return new JobInput(
                "tests",
                "zadig-test",
                map("testing_list", List.of(map("testing_name", "unit", "repo_info", List.of(code)))));
    }

    @Override
    void arrange() {
        var unlisted = on(Kind.UNLISTED_RUN, Line.V3_4_0);
        sent(
                "a repository by its name alone",
                unlisted,
                checksOut("tests", "shop/cart release", "shop/common main", "other/common main"),
                "parts",
                tests(code("name", "cart", "branch", "release")));
        sent(
                "a repository by its name and code host",
                unlisted,
                checksOut("tests", "shop/cart release", "shop/common main", "other/common main"),
                "parts",
                tests(code("codehost", "gitlab", "name", "cart", "branch", "release")));
        sent(
                "one of two repositories of a name by its namespace",
                unlisted,
                checksOut("tests", "shop/cart main", "shop/common main", "other/common release"),
                "parts",
                tests(code("namespace", "other", "name", "common", "branch", "release")));
        sent(
                "what is built, by its name alone",
                with(on(Kind.BUILDS_NOTHING, Line.V3_4_0), Kind.BUILDS_NOTHING, Line.V3_4_0),
                checksOut("build", "shop/cart release", "shop/common main", "other/common main"),
                "parts",
                build(
                        REGISTRY,
                        service("cart", "api", "repo_info", List.of(code("name", "cart", "branch", "release")))));
        wrong(Kind.REPOSITORY_AMBIGUOUS, "one of two repositories of a name", code("name", "common", "branch", "x"));
        wrong(
                Kind.REPOSITORY_AMBIGUOUS,
                "one of two on one code host",
                code("codehost", "gitlab", "name", "common", "branch", "x"));
        wrong(Kind.UNKNOWN_REPOSITORY, "a name that no repository has", code("name", "Cart", "branch", "x"));
        wrong(Kind.UNKNOWN_REPOSITORY, "a name of another place", code("namespace", "other", "name", "cart"));
        wrong(
                Kind.UNKNOWN_REPOSITORY,
                "a name on another code host",
                code("codehost", "github", "name", "cart", "branch", "x"));
        refused(
                "a repository twice, once in part",
                Kind.SERVICE_TWICE,
                "parts",
                tests(code("name", "cart", "branch", "a"), repository("cart", "branch", "b")));
        refused(
                "a repository that the workflow keeps without a namespace",
                Kind.REPOSITORY_NOT_FOUND,
                "old",
                tests(repository("cart", "branch", "release")));
    }

    private void wrong(Kind why, String name, Map<String, Object> code) {
        refused(name, why, "parts", tests(code));
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_3", "V3_2", "V4_1", "V5_0"})
    void codeHostThatTheServerDoesNotTellIsAskedFor(Line line) {
        try (var zadig = RecordedServer.start(line)) {
            workflows(line).forEach(code -> define(zadig, code));
            zadig.fault(Operation.LIST_CODEHOSTS).status(403).always();
            var client = TestClients.of(zadig);

            assertThat(kinds(client, of("parts", tests(code("name", "cart", "branch", "release")))))
                    .contains(Kind.FIELD_MISSING);
            var named = service(
                    "cart", "api", "repo_info", List.of(code("codehost", "gitlab", "name", "cart", "branch", "x")));
            var plan = TestClients.valueOf(Planner.plan(client, of("parts", build(REGISTRY, named))));
            assertThat(plan.preview()).contains("\"repo_namespace\"");
        }
    }
}
