package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of these orders once ended green with nothing, or something else, done. */
class EffectOnEachLineTest extends EffectOnEachLine {
    @Override
    void arrange() {
        var api = service("cart", "api");
        var noBuilds = on(Kind.BUILDS_NOTHING, Line.V3_4_0);
        sent("deploy what is built", noBuilds, deploys("cart/api"), "release", build(REGISTRY, api), deploy("dev"));
        sent(
                "registry without its scheme",
                noBuilds,
                runs("build"),
                "release",
                build("registry.example.com/shop/", api),
                deploy("dev"));
        sent("the registry of the workflow", noBuilds, runs("build"), "release", build("", api), deploy("dev"));
        refused(
                "image beside a build",
                Kind.IMAGE_OF_BUILT,
                "release",
                build(REGISTRY, api),
                deploy("dev", service("cart", "api", "image_name", "x:1")));
        refused(
                "neither built nor an image",
                Kind.IMAGE_MISSING,
                "release",
                build(REGISTRY, api),
                deploy("dev", service("pay", "web")));
        refused(
                "another module than is built",
                Kind.MODULE_NOT_BUILT,
                "release",
                build(REGISTRY, api),
                deploy("dev", service("cart", "web")));
        refused(
                "one of two built modules",
                Kind.MODULES_TOGETHER,
                "release",
                build(REGISTRY, api, service("cart", "web")),
                deploy("dev", api));
        sent(
                "image without its build",
                with(between(Line.V1_18, Line.R3_3, Kind.BUILD_NOT_LISTED), Kind.BUILD_NOT_LISTED, Line.V3_4_0),
                deploys("cart/api"),
                "release",
                deploy("dev", service("cart", "api", "image_name", "x:1")));
        refused(
                "unknown environment",
                Kind.UNKNOWN_ENVIRONMENT,
                "promote",
                deploy("nosuch", service("cart", "api", "image_name", "x:1")));
        refused(
                "no environment",
                Kind.ENVIRONMENT_MISSING,
                "promote",
                deploy("", service("cart", "api", "image_name", "x:1")));
        refused(
                "unknown module",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", service("cart", "nope", "image_name", "x:1")));
        refused(
                "image under another name",
                Kind.IMAGE_MISSING,
                "promote",
                deploy("dev", service("cart", "api", "image", "x:1")));
        refused("deploy of nothing", Kind.NOTHING_LISTED, "promote", deploy("dev"));
        refused(
                "build of nothing",
                Kind.NOTHING_LISTED,
                "release",
                build(REGISTRY),
                deploy("dev", service("cart", "api", "image_name", "x:1")));
        refused(
                "misspelt service",
                Kind.UNKNOWN_SERVICE,
                "release",
                build(REGISTRY, api, service("carl", "api")),
                deploy("dev"));
        refused(
                "misspelt registry",
                Kind.UNKNOWN_REGISTRY,
                "release",
                build("https://registry.example.com/shpo", api),
                deploy("dev"));
        refused(
                "misspelt repository",
                Kind.UNKNOWN_REPOSITORY,
                "release",
                build(REGISTRY, service("cart", "api", "repo_info", List.of(repository("kart", "branch", "dev")))),
                deploy("dev"));
        refused(
                "misspelt code host",
                Kind.UNKNOWN_CODEHOST,
                "release",
                build(
                        REGISTRY,
                        service(
                                "cart",
                                "api",
                                "repo_info",
                                List.of(Map.of(
                                        "codehost_name",
                                        "gitlba",
                                        "repo_namespace",
                                        "shop",
                                        "repo_name",
                                        "cart",
                                        "branch",
                                        "main")))),
                deploy("dev"));
        refused(
                "misspelt variable",
                Kind.UNKNOWN_JOB_VARIABLE,
                "release",
                build(REGISTRY, service("cart", "api", "inputs", List.of(value("LEVLE", "x")))),
                deploy("dev"));
        refused(
                "no option",
                Kind.NOT_AN_OPTION,
                "release",
                build(REGISTRY, service("cart", "api", "inputs", List.of(value("KIND", "mars")))),
                deploy("dev"));
        refused(
                "commit of a build",
                Kind.COMMIT_OF_BUILD,
                "release",
                build(
                        REGISTRY,
                        service(
                                "cart",
                                "api",
                                "repo_info",
                                List.of(repository(
                                        "cart", "branch", "release", "commit_id", "6f30c59", "enable_commit", true)))),
                deploy("dev"));
        sent(
                "repository without a branch",
                noBuilds,
                checksOut("build", "shop/cart main", "shop/common main"),
                "release",
                build(REGISTRY, service("cart", "api", "repo_info", List.of(repository("cart", "prs", List.of(7))))),
                deploy("dev"));
        var lost = on(Kind.INPUTS_LOST, Line.V3_4_0);
        sent(
                "freestyle without repositories",
                lost,
                checksOut("free", "shop/cart main", "shop/common main"),
                "free",
                new JobInput("free", "freestyle", Map.of()));
        sent(
                "one repository of a freestyle job",
                lost,
                checksOut("free", "shop/cart release", "shop/common main"),
                "free",
                new JobInput(
                        "free", "freestyle", Map.of("repo_info", List.of(repository("cart", "branch", "release")))));
        refused(
                "misspelt freestyle variable",
                Kind.UNKNOWN_JOB_VARIABLE,
                "free",
                new JobInput("free", "freestyle", Map.of("kv", List.of(value("WHOM", "x")))));
        refused(
                "misspelt freestyle repository",
                Kind.UNKNOWN_REPOSITORY,
                "free",
                new JobInput("free", "freestyle", Map.of("repo_info", List.of(repository("kart", "branch", "main")))));
        sent(
                "one repository of a test",
                Map.of(),
                checksOut("unit", "shop/cart release", "shop/common main"),
                "tests-repos",
                new JobInput(
                        "unit",
                        "zadig-test",
                        Map.of(
                                "testing_list",
                                List.of(Map.of(
                                        "testing_name",
                                        "repos-test",
                                        "repo_info",
                                        List.of(repository("cart", "branch", "release")))))));
        refused(
                "misspelt test",
                Kind.UNKNOWN_TEST,
                "tests-repos",
                new JobInput(
                        "unit", "zadig-test", Map.of("testing_list", List.of(Map.of("testing_name", "repos-tset")))));
        refused(
                "misspelt scan",
                Kind.UNKNOWN_TEST,
                "scan",
                new JobInput(
                        "scan", "zadig-scanning", Map.of("scanning_list", List.of(Map.of("scanning_name", "lnit")))));
        refused(
                "misspelt job beside a right one",
                Kind.UNKNOWN_JOB,
                "two-jobs",
                freestyle("listed"),
                freestyle("forced"),
                freestyle("optoinal"));
        sent(
                "job that does not run by default",
                between(Line.V1_18, Line.V4_0, Kind.NOT_RUN_BY_DEFAULT),
                runs("listed", "forced", "optional"),
                "two-jobs",
                freestyle("listed"),
                freestyle("forced"),
                freestyle("optional"));
    }

    /** The detail of such a workflow is an empty error, so neither jobs nor approvals can be compared with it. */
    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3"})
    void workflowThatCannotBeReadRunsWhatIsListedWithTheUsersWordAlone(Line line) {
        try (var zadig = RecordedServer.withoutApprovals(line)) {
            var client = TestClients.of(zadig);
            var jobs = List.of(
                    build("registry.example.com/shop", service("cart", "api")), deploy("dev", service("cart", "api")));
            var careful = new LaunchOrder("demo", "release", Map.of(), jobs, List.of(), false, false, "", false);
            assertThat(kinds(client, careful)).containsExactly(Kind.APPROVALS_UNREADABLE);
            assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();

            var bold = new LaunchOrder("demo", "release", Map.of(), jobs, List.of(), true, false, "", false);
            var plan = TestClients.valueOf(Planner.plan(client, bold));
            assertThat(plan.unchecked()).containsExactly("build", "deploy");
            deploys("cart/api").accept(launched(client, bold, plan));
        }
    }

    /** What 4.0 ignores is refused before; from 4.1 on the look at the task tells that it is taken. */
    @ParameterizedTest
    @EnumSource(names = {"V2_3", "V3_2", "R3_4", "V3_4_0", "V3_4_1", "V4_0", "V4_1", "V4_3", "V5_0"})
    void commitOfAFreestyleJobIsTakenOrRefused(Line line) {
        try (var zadig = RecordedServer.start(line)) {
            var client = TestClients.of(zadig);
            var commit = repository("cart", "branch", "release", "commit_id", "6f30c59", "enable_commit", true);
            var job = new JobInput("free", "freestyle", Map.of("repo_info", List.of(commit)));
            var order = new LaunchOrder("demo", "free", Map.of(), List.of(job), List.of(), false, false, "", false);
            if (line.before(Line.V4_1)) {
                assertThat(kinds(client, order)).contains(Kind.TOO_OLD);
                assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
                return;
            }
            var plan = TestClients.valueOf(Planner.plan(client, order));
            var launches = new Launches(new ManualTimeline(), LaunchSettings.DEFAULT, new MemoryStore());
            var id = TestClients.valueOf(launches.launch(client, plan, null, new MemoryJournal()))
                    .id();
            var task = TestClients.valueOf(client.customWorkflows().task("free", id));
            assertThat(LaunchIntent.of(plan, "key", 0, 0, null).missingIn(task)).isEmpty();
        }
    }
}
