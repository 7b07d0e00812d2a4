package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is listed has the effect that it says, or is refused before anything is sent, on servers that do as recorded ones.
 * Each of these orders once ended green with nothing, or something else, done.
 */
class EffectOnEachLineTest {
    private static final List<Line> LINES = List.of(
            Line.V2_3, Line.V3_2, Line.R3_4, Line.V3_4_0, Line.V4_1, Line.V4_3, Line.R4_3, Line.V5_0_0, Line.V5_0);
    private static final Set<Line> OF_3_4_0 = Set.of(Line.R3_4, Line.V3_4_0);
    private static final String REGISTRY = "https://registry.example.com/shop";

    /** An order, why it is refused on a line (nothing when it is sent there), and what its task must be. */
    private record Case(
            String name,
            String workflow,
            List<JobInput> jobs,
            Map<Line, Kind> refused,
            Consumer<WorkflowTask> effect) {}

    private final List<Case> cases = new ArrayList<>();

    /** Refused on every line. */
    private void refused(String name, Kind why, String workflow, JobInput... jobs) {
        cases.add(new Case(name, workflow, List.of(jobs), on(why, LINES.toArray(Line[]::new)), task -> {}));
    }

    /** Sent, except on some lines. */
    private void sent(
            String name, Map<Line, Kind> refused, Consumer<WorkflowTask> effect, String workflow, JobInput... jobs) {
        cases.add(new Case(name, workflow, List.of(jobs), refused, effect));
    }

    private static Map<Line, Kind> on(Kind why, Line... lines) {
        var refused = new HashMap<Line, Kind>();
        for (Line line : lines) {
            refused.put(line, why);
        }
        return refused;
    }

    private static Map<Line, Kind> with(Map<Line, Kind> some, Kind why, Line... lines) {
        some.putAll(on(why, lines));
        return some;
    }

    private static Map<String, Object> service(String service, String module, Object... more) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("service_name", service);
        entry.put("service_module", module);
        for (int i = 0; i < more.length; i += 2) {
            entry.put((String) more[i], more[i + 1]);
        }
        return entry;
    }

    @SafeVarargs
    private static JobInput build(String registry, Map<String, Object>... services) {
        return new JobInput("build", "zadig-build", Map.of("registry", registry, "service_list", List.of(services)));
    }

    @SafeVarargs
    private static JobInput deploy(String environment, Map<String, Object>... services) {
        return new JobInput(
                "deploy", "zadig-deploy", Map.of("env_name", environment, "service_list", List.of(services)));
    }

    private static Map<String, Object> repository(String name, Object... more) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("codehost_name", "gitlab");
        entry.put("repo_namespace", "shop");
        entry.put("repo_name", name);
        for (int i = 0; i < more.length; i += 2) {
            entry.put((String) more[i], more[i + 1]);
        }
        return entry;
    }

    private static Map<String, Object> value(String key, Object value) {
        return Map.of("key", key, "value", value);
    }

    private static Consumer<WorkflowTask> deploys(String... modules) {
        return task -> assertThat(task.jobs())
                .filteredOn(job -> job.type().equals("zadig-deploy"))
                .flatExtracting(job -> job.spec().modules())
                .containsExactlyInAnyOrder(modules);
    }

    private static Consumer<WorkflowTask> checksOut(String job, String... repositories) {
        return task -> assertThat(task.jobs())
                .filteredOn(made -> made.configuredName().equals(job))
                .isNotEmpty()
                .allSatisfy(made -> assertThat(made.spec().code())
                        .extracting(code -> code.namespace() + "/" + code.repository() + " " + code.branch())
                        .containsExactlyInAnyOrder(repositories));
    }

    private static Consumer<WorkflowTask> runs(String... jobs) {
        return task -> assertThat(task.jobs())
                .filteredOn(job -> !job.status().equals("skipped"))
                .extracting(job -> job.configuredName())
                .contains(jobs);
    }

    private void arrange() {
        var api = service("cart", "api");
        var noBuilds = on(Kind.BUILDS_NOTHING, Line.R3_4, Line.V3_4_0);
        sent("deploy what is built", noBuilds, deploys("cart/api"), "release", build(REGISTRY, api), deploy("dev"));
        sent(
                "registry without its scheme",
                noBuilds,
                runs("build"),
                "release",
                build("registry.example.com/shop/", api),
                deploy("dev"));
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
                with(on(Kind.BUILD_NOT_LISTED, Line.V2_3, Line.V3_2), Kind.UNLISTED_RUN, Line.R3_4, Line.V3_4_0),
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
        var lost = on(Kind.INPUTS_LOST, Line.R3_4, Line.V3_4_0);
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
                on(Kind.NOT_RUN_BY_DEFAULT, Line.V2_3, Line.V3_2, Line.R3_4, Line.V3_4_0),
                runs("listed", "forced", "optional"),
                "two-jobs",
                freestyle("listed"),
                freestyle("forced"),
                freestyle("optional"));
    }

    private static JobInput freestyle(String job) {
        return new JobInput(job, "freestyle", Map.of());
    }

    @TestFactory
    Stream<DynamicContainer> eachOrder() {
        arrange();
        return LINES.stream().map(line -> dynamicContainer(line.toString(), onOneServer(line)));
    }

    private Stream<DynamicTest> onOneServer(Line line) {
        var zadig = RecordedServer.start(line);
        return cases.stream()
                .map(one -> dynamicTest(one.name(), () -> check(zadig, one)))
                .onClose(zadig::close);
    }

    private static void check(ZadigSimulator zadig, Case one) {
        var client = TestClients.of(zadig);
        var order = new LaunchOrder("demo", one.workflow(), Map.of(), one.jobs(), List.of(), false, false, "");
        var expected = one.refused().get(zadig.line());
        var sent = zadig.requests(Operation.CREATE_TASK).size();
        if (expected == null) {
            var task = launched(client, TestClients.valueOf(Planner.plan(client, order)));
            one.effect().accept(task);
            assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(sent + 1);
        } else {
            assertThat(kinds(client, order)).contains(expected);
            assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(sent);
        }
    }

    /** The task of a plan, which is what was ordered for the plugin too. */
    private static WorkflowTask launched(ZadigClient client, LaunchPlan plan) {
        var launches = new Launches(new ManualTimeline(), LaunchSettings.DEFAULT, WatchSettings.DEFAULT);
        var launched = TestClients.valueOf(launches.launch(client, plan, null, new MemoryJournal()));
        var task =
                TestClients.valueOf(client.customWorkflows().task(plan.request().workflow(), launched.id()));
        assertThat(LaunchIntent.of(plan, "key", 0, 0, null).missingIn(task)).isEmpty();
        return task;
    }

    /** The detail of such a workflow is an empty error, so neither jobs nor approvals can be compared with it. */
    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3"})
    void workflowThatCannotBeReadRunsWhatIsListedWithTheUsersWordAlone(Line line) {
        try (var zadig = RecordedServer.withoutApprovals(line)) {
            var client = TestClients.of(zadig);
            var jobs = List.of(
                    build("registry.example.com/shop", service("cart", "api")), deploy("dev", service("cart", "api")));
            var careful = new LaunchOrder("demo", "release", Map.of(), jobs, List.of(), false, false, "");
            assertThat(kinds(client, careful)).containsExactly(Kind.APPROVALS_UNREADABLE);
            assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();

            var bold = new LaunchOrder("demo", "release", Map.of(), jobs, List.of(), true, false, "");
            var plan = TestClients.valueOf(Planner.plan(client, bold));
            assertThat(plan.unchecked()).contains("release");
            deploys("cart/api").accept(launched(client, plan));
        }
    }

    /** 3.4.1 to 4.1 cannot be told apart before: what 3.4.1 ignores the look at its task tells, which cancels it. */
    @ParameterizedTest
    @EnumSource(names = {"V2_3", "V3_2", "V3_4_1", "V4_1", "V4_3", "V5_0"})
    void commitOfAFreestyleJobIsTakenOrMissed(Line line) {
        try (var zadig = RecordedServer.start(line)) {
            var client = TestClients.of(zadig);
            var commit = repository("cart", "branch", "release", "commit_id", "6f30c59", "enable_commit", true);
            var job = new JobInput("free", "freestyle", Map.of("repo_info", List.of(commit)));
            var order = new LaunchOrder("demo", "free", Map.of(), List.of(job), List.of(), false, false, "");
            if (line.before(Line.V3_4_0)) {
                assertThat(kinds(client, order)).contains(Kind.TOO_OLD);
                return;
            }
            var plan = TestClients.valueOf(Planner.plan(client, order));
            var launches = new Launches(new ManualTimeline(), LaunchSettings.DEFAULT, WatchSettings.DEFAULT);
            var id = TestClients.valueOf(launches.launch(client, plan, null, new MemoryJournal()))
                    .id();
            var task = TestClients.valueOf(client.customWorkflows().task("free", id));
            assertThat(LaunchIntent.of(plan, "key", 0, 0, null).missingIn(task))
                    .isEqualTo(line == Line.V3_4_1 ? List.of("free: shop/cart@6f30c59") : List.of());
        }
    }

    private static List<Kind> kinds(ZadigClient client, LaunchOrder order) {
        try {
            var plan = Planner.plan(client, order).join();
            throw new AssertionError("It would be sent: " + plan.request().preview());
        } catch (CompletionException x) {
            if (x.getCause() instanceof LaunchRefused refused) {
                return refused.problems().stream().map(LaunchProblem::kind).toList();
            }
            throw new AssertionError(x.getCause());
        }
    }
}
