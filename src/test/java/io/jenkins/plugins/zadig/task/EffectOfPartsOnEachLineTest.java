package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is listed in part: the rest runs all the same, or stays as the workflow has it, or is refused. */
class EffectOfPartsOnEachLineTest extends EffectOnEachLine {
    private static final Map<Line, Kind> NO_BUILDS = on(Kind.BUILDS_NOTHING, Line.V3_4_0);
    private static final Map<Line, Kind> NO_INPUTS = on(Kind.INPUTS_LOST, Line.V3_4_0);

    private static final String STRATEGY = "value_merge_strategy";

    private static final String CODE = """
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "shop", "repo_name": "cart",
             "branch": "main", "prs": [7, 8]},
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "shop",
             "repo_name": "common", "branch": "main"%s}
            """;

    @Override
    List<String> workflows(Line line) {
        var modules = """
                {"name": "unit", "project_name": "demo", "key_vals": [], "repos": []},
                {"name": "e2e", "project_name": "demo", "key_vals": [], "repos": []}
                """;
        var own = ", \"enable_commit\": true, \"commit_id\": \"119e82e\"";
        return List.of(
                workflow("suite", """
                        {"name": "tests", "type": "zadig-test", "spec": {"test_modules": [%1$s],
                          "test_module_options": [%1$s]}},
                        {"name": "scans", "type": "zadig-scanning", "spec": {"scannings": [%1$s],
                          "scanning_options": [%1$s]}}
                        """.formatted(modules)),
                workflow("requests", """
                        {"name": "build", "type": "zadig-build", "spec": {
                          "docker_registry_id": "6b0000000000000000000001", "service_and_builds": [%1$s],
                          "service_and_builds_options": [%1$s]}}
                        """.formatted("""
                                {"service_name": "cart", "service_module": "api", "build_name": "cart",
                                 "key_vals": [], "repos": [%s]}
                                """.formatted(CODE.formatted("")))),
                workflow("script", freestyle(line, CODE.formatted(""))),
                workflow("pin", freestyle(line, CODE.formatted(line.before(Line.V4_1) ? "" : own))),
                workflow("store", """
                        {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                          "deploy_contents": ["image"], "service_and_images": [
                            {"service_name": "cart", "service_module": "api", "image": "stored:1"},
                            {"service_name": "pay", "service_module": "web", "image": "stored:2"}]}}
                        """),
                workflow("live", """
                        {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "live", "source": "runtime",
                          "production": true, "deploy_contents": ["image"], "service_and_images": [
                            {"service_name": "cart", "service_module": "api", "image": "stored:1"}]}}
                        """),
                workflow("values", valued("\"merge_strategy_source\": \"runtime\"")),
                workflow(
                        "reused",
                        valued("\"merge_strategy_source\": \"fixed\", \"value_merge_strategy\": \"reuse-values\"")),
                workflow(
                        "emptied",
                        valued("\"merge_strategy_source\": \"fixed\", \"value_merge_strategy\": \"override\"")),
                workflow(
                        "each",
                        freestyle(line, CODE.formatted(""))
                                .replaceFirst(
                                        "\"spec\": \\{",
                                        "\"spec\": {\"freestyle_type\": \"service_freestyle\", \"source\": \"runtime\", ")),
                workflow("tapd", "{\"name\": \"tapd\", \"type\": \"tapd\", \"spec\": {}}"));
    }

    private static String freestyle(Line line, String code) {
        return line.before(Line.V3_4_0) ? """
                        {"name": "free", "type": "freestyle", "spec": {"properties": {"image_id": "64b000000000000000000001", "envs": []}, "steps": [
                          {"name": "git", "type": "git", "spec": {"repos": [%s]}}]}}
                        """.formatted(code) : """
                        {"name": "free", "type": "freestyle", "spec": {"repos": [%s], "envs": [], "script": "true",
                          "runtime": {"image_id": "64b000000000000000000001"}, "advanced_setting": {}}}
                        """.formatted(code);
    }

    /** A deployment of a chart with its values. */
    private static String valued(String strategy) {
        return """
                {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime", %s,
                  "deploy_contents": ["image", "vars"], "service_and_images": [
                    {"service_name": "chart", "service_module": "shop-api", "image": "stored:1"}]}}
                """.formatted(strategy);
    }

    @Override
    void arrange() {
        tests("tests", "testing_list", "testing_name");
        tests("scans", "scanning_list", "scanning_name");
        requests();
        commits();
        deployments();
        environments();
        charts();
        values();
        services();
        order(
                "a job of TAPD",
                between(Line.V1_18, Line.V3_4_1, Kind.TYPE_NOT_RUN),
                runs("tapd"),
                of(
                        "tapd",
                        new JobInput(
                                "tapd",
                                "tapd",
                                Map.of("project_id", "1", "status", "open", "iteration_ids", List.of("7")))));
    }

    private static JobInput named(String job, String list, String field, String... names) {
        return new JobInput(
                job,
                "",
                Map.of(
                        list,
                        List.of(names).stream().map(name -> map(field, name)).toList()));
    }

    private void tests(String job, String list, String field) {
        var unlisted = on(Kind.UNLISTED_RUN, Line.V3_4_0);
        refused("one of two " + job, Kind.TESTS_TOGETHER, "suite", named(job, list, field, "unit"));
        refused(
                "one of the " + job + " twice",
                Kind.SERVICE_TWICE,
                "suite",
                named(job, list, field, "unit", "e2e", "unit"));
        refused("a name in capitals of " + job, Kind.UNKNOWN_TEST, "suite", named(job, list, field, "Unit", "e2e"));
        refused("a name in full width of " + job, Kind.UNKNOWN_TEST, "suite", named(job, list, field, "ｕnit", "e2e"));
        sent("all " + job, unlisted, twice(job), "suite", named(job, list, field, "unit", "e2e"));
        sent("an empty list of " + job, unlisted, twice(job), "suite", named(job, list, field));
    }

    private static Consumer<WorkflowTask> twice(String job) {
        return task -> assertThat(task.jobs())
                .filteredOn(made -> !made.status().equals("skipped"))
                .extracting(made -> made.configuredName())
                .containsExactly(job, job);
    }

    private static Consumer<WorkflowTask> merges(String job, String numbers) {
        return task -> assertThat(task.jobs())
                .filteredOn(made -> made.configuredName().equals(job))
                .isNotEmpty()
                .allSatisfy(made -> assertThat(made.spec().code())
                        .filteredOn(code -> code.repository().equals("cart"))
                        .extracting(code -> AskedJob.numbers(code.prs()))
                        .containsExactly(numbers));
    }

    private static JobInput building(Map<String, Object> repository) {
        return build(REGISTRY, service("cart", "api", "repo_info", List.of(repository)));
    }

    private static JobInput checkingOut(Map<String, Object> repository) {
        return new JobInput("free", "freestyle", Map.of("repo_info", List.of(repository)));
    }

    private void requests() {
        var release = repository("cart", "branch", "release");
        sent(
                "a branch keeps a build's merge requests",
                NO_BUILDS,
                merges("build", "7,8"),
                "requests",
                building(release));
        sent(
                "a branch keeps a freestyle job's merge requests",
                NO_INPUTS,
                merges("free", "7,8"),
                "script",
                checkingOut(release));
        sent(
                "other merge requests",
                NO_BUILDS,
                merges("build", "9"),
                "requests",
                building(repository("cart", "prs", List.of(9), "pr", 9)));
        sent(
                "no merge requests",
                NO_BUILDS,
                merges("build", ""),
                "requests",
                building(repository("cart", "prs", List.of(), "pr", 0)));
        sent(
                "the other repository keeps its merge requests",
                NO_INPUTS,
                merges("free", "7,8"),
                "script",
                checkingOut(repository("common", "branch", "release")));
        sent(
                "nothing is said of repositories",
                NO_INPUTS,
                merges("free", "7,8"),
                "script",
                new JobInput("free", "freestyle", Map.of()));
    }

    private static Consumer<WorkflowTask> commit(String commit) {
        return task -> assertThat(task.jobs())
                .filteredOn(made -> made.configuredName().equals("free"))
                .allSatisfy(made -> assertThat(made.spec().code())
                        .filteredOn(code -> code.repository().equals("common"))
                        .allSatisfy(code -> {
                            if (commit.isEmpty()) {
                                assertThat(code.commit()).isNotEqualTo("119e82e");
                            } else {
                                assertThat(code.commit()).startsWith(commit);
                            }
                        }));
    }

    private void commits() {
        sent(
                "a commit that the workflow has, beside merge requests",
                NO_INPUTS,
                task -> {},
                "pin",
                checkingOut(repository("common", "prs", List.of(9), "pr", 9)));
        sent(
                "a branch in place of the commit that the workflow has",
                NO_INPUTS,
                commit(""),
                "pin",
                checkingOut(repository("common", "branch", "release")));
    }

    private static JobInput forEach(Object... services) {
        return new JobInput("free", "freestyle", Map.of("services", List.of(services)));
    }

    private void services() {
        var before = between(Line.V1_18, Line.V4_1, Kind.TOO_OLD);
        var release = List.of(repository("cart", "branch", "release"));
        sent(
                "a branch of one of two services",
                with(new HashMap<>(before), Kind.REPOSITORIES_SHARED, Line.V4_2, Line.V4_3, Line.R4_3),
                task -> {
                    assertThat(branches(task, "cart")).containsExactly("release");
                    assertThat(branches(task, "pay")).containsExactly("main");
                },
                "each",
                forEach(service("cart", "api", "repo_info", release), service("pay", "web")));
        sent(
                "a branch of both services",
                before,
                task -> {
                    assertThat(branches(task, "cart")).containsExactly("release");
                    assertThat(branches(task, "pay")).containsExactly("release");
                },
                "each",
                forEach(service("cart", "api", "repo_info", release), service("pay", "web", "repo_info", release)));
    }

    private static List<String> branches(WorkflowTask task, String service) {
        return task.jobs().stream()
                .filter(job -> job.info().service().equals(service))
                .flatMap(job -> job.spec().code().stream())
                .filter(code -> code.repository().equals("cart"))
                .map(code -> code.branch())
                .toList();
    }

    private void environments() {
        var image = service("cart", "api", "image_name", "x:1");
        refused("an environment that sleeps", Kind.ENVIRONMENT_ASLEEP, "store", deploy("night", image));
        refused(
                "what is built, into an environment that sleeps",
                Kind.ENVIRONMENT_ASLEEP,
                "release",
                build(REGISTRY, service("cart", "api")),
                deploy("night"));
        refused("an environment as pages call it", Kind.UNKNOWN_ENVIRONMENT, "store", deploy("质量", image));
    }

    /** From 2.3 on a deployment of variables replaces a chart's values by what the run says, which is nothing. */
    private void values() {
        var image = service("chart", "shop-api", "image_name", "shop-api:2");
        var unread = between(Line.V1_18, Line.V3_4_1, Kind.TOO_OLD);
        sent(
                "values that nobody speaks of",
                between(Line.V2_3, Line.V3_4_1, Kind.VALUES_EMPTIED),
                deploys("chart/shop-api"),
                "values",
                deploy("dev", image));
        sent(
                "values that the workflow reuses",
                between(Line.V2_3, Line.V3_4_0, Kind.VALUES_EMPTIED),
                deploys("chart/shop-api"),
                "reused",
                deploy("dev", image));
        sent(
                "values that the workflow replaces",
                between(Line.V2_3, Line.V5_0, Kind.VALUES_EMPTIED),
                deploys("chart/shop-api"),
                "emptied",
                deploy("dev", image));
        sent(
                "values that the user replaces",
                unread,
                deploys("chart/shop-api"),
                "values",
                deploy("dev", service("chart", "shop-api", "image_name", "shop-api:2", STRATEGY, "override")));
        sent(
                "another strategy than the workflow's",
                with(
                        new HashMap<>(unread),
                        Kind.NO_EFFECT,
                        between(Line.V4_0, Line.V5_0, Kind.NO_EFFECT).keySet().toArray(Line[]::new)),
                task -> {},
                "reused",
                deploy("dev", service("chart", "shop-api", "image_name", "shop-api:2", STRATEGY, "override")));
    }

    /** Up to 2.2 a deployment changes those services alone that are stored. */
    private void charts() {
        var before = between(Line.V1_18, Line.V2_2, Kind.UNKNOWN_SERVICE);
        sent(
                "an image of a chart",
                before,
                deploys("chart/shop-api"),
                "store",
                deploy("dev", service("chart", "shop-api", "image_name", "registry:5000/a/shop-api:1")));
        refused(
                "an image of another name than that of the chart",
                Kind.IMAGE_OF_OTHER_NAME,
                "store",
                deploy("dev", service("chart", "shop-api", "image_name", "registry:5000/a/api:1")));
        refused(
                "the image of another module of the chart",
                Kind.IMAGE_OF_OTHER_NAME,
                "store",
                deploy("dev", service("chart", "shop-api", "image_name", "shop-web:1")));
        refused(
                "an image of a chart by its digest",
                Kind.IMAGE_OF_OTHER_NAME,
                "store",
                deploy("dev", service("chart", "shop-api", "image_name", "a/shop-api@sha256:" + "0".repeat(64))));
        refused(
                "a module that a chart has not",
                Kind.UNKNOWN_SERVICE,
                "store",
                deploy("dev", service("chart", "api", "image_name", "api:1")));
    }

    private void deployments() {
        var image = service("cart", "api", "image_name", "x:1");
        var whole = between(Line.V1_18, Line.V2_2, Kind.TARGETS_TOGETHER);
        sent("one of two stored services", whole, deploys("cart/api"), "store", deploy("dev", image));
        sent(
                "all stored services",
                Map.of(),
                deploys("cart/api", "pay/web"),
                "store",
                deploy("dev", image, service("pay", "web", "image_name", "x:2")));
        sent(
                "another service than is stored",
                between(Line.V1_18, Line.V2_2, Kind.UNKNOWN_SERVICE),
                deploys("cart/api", "cart/web", "pay/web"),
                "store",
                deploy(
                        "dev",
                        image,
                        service("cart", "web", "image_name", "x:3"),
                        service("pay", "web", "image_name", "x:2")));
        var both = build(REGISTRY, service("cart", "api"), service("pay", "web"));
        sent(
                "one of two built services",
                with(
                        new HashMap<>(between(Line.V1_18, Line.V2_2, Kind.MODULES_TOGETHER)),
                        Kind.BUILDS_NOTHING,
                        Line.V3_4_0),
                deploys("cart/api"),
                "release",
                both,
                deploy("dev", service("cart", "api")));
        sent(
                "all built services by their names alone",
                NO_BUILDS,
                deploys("cart/api", "pay/web"),
                "release",
                both,
                deploy("dev", map("service_name", "cart"), map("service_name", "pay")));
        sent("an environment of production", Map.of(), deploys("cart/api"), "live", deploy("live", image));
        refused("another environment than one of production", Kind.UNKNOWN_ENVIRONMENT, "live", deploy("dev", image));
        refused(
                "an environment of production that the job is not for",
                Kind.UNKNOWN_ENVIRONMENT,
                "promote",
                deploy("live", image));
        refused(
                "an unknown service in production",
                Kind.UNKNOWN_SERVICE,
                "live",
                deploy("live", image, service("carl", "api", "image_name", "x:1")));
        refused(
                "an image of no module",
                Kind.FIELD_MISSING,
                "store",
                deploy("dev", map("service_name", "cart", "image_name", "x:1")));
        sent(
                "an image by its digest",
                whole,
                deploys("cart/api"),
                "store",
                deploy(
                        "dev",
                        service(
                                "cart",
                                "api",
                                "image_name",
                                "registry.example.com/shop/api@sha256:" + "0".repeat(64))));
    }
}
