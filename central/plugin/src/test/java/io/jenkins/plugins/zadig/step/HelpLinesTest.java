package io.jenkins.plugins.zadig.step;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.pipelines.LineTable;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.DemoCatalogue;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which servers the examples in the help of forms hold on that say what to run, as docs/server-lines.md says. Each is
 * planned for each line, as {@code dryRun} does, which is what is sent or why nothing is.
 */
class HelpLinesTest {
    private static final LineTable TABLE = new LineTable("help", Pattern.compile("`[^`]+`"));
    private static final Path RESOURCES = Path.of("../../src/main/resources/io/jenkins/plugins/zadig");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>(.*?)</pre>");
    private static final Set<String> RUNS = Set.of("ZadigRunCustomWorkflowStep", "ZadigRunProductWorkflowStep");
    private static final String RUN =
            "zadigRunCustomWorkflow(project: 'shop', workflow: 'help', dryRun: true, runUnlisted: true, %s)";
    private static final String SMOKE = "jobs: [zadigTest(job: 'smoke')], ";
    private static final String PRODUCT =
            "zadigRunProductWorkflow(project: 'shop', workflow: 'help-product', environment: 'dev', dryRun: true, %s)";
    private static final String BUILD = "zadigBuild(job: 'build', registry: '" + DemoCatalogue.REGISTRY + "', %s)";

    /** What the example of a form's field is a part of, by the form; the one with the field's name counts more. */
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("BuildJob", job(BUILD)),
            Map.entry("BuiltService", job(BUILD.formatted("services: [[service: 'cart', module: 'api', %s]]"))),
            Map.entry("DeployJob", job("zadigDeploy(job: 'deploy', environment: 'prod', %s)")),
            Map.entry("FreestyleJob", job("zadigFreestyle(job: 'prepare', %s)")),
            Map.entry("FreestyleJob: services", each("zadigFreestyle(job: 'prepare', %s)")),
            Map.entry("KubernetesDeployJob", job("zadigKubernetesDeploy(job: 'cart-api', %s)")),
            Map.entry("ListedTest", job("zadigTest(job: 'smoke', tests: [[name: 'smoke', %s]])")),
            Map.entry("OtherJob", job("zadigJob(job: 'migrate', type: 'sql', %s)")),
            Map.entry("PluginJob", job("zadigPlugin(job: 'announce', %s)")),
            Map.entry("ScanJob", job("zadigScan(job: 'scan', %s)")),
            Map.entry("ScanJob: services", each("zadigScan(job: 'scan', %s)")),
            Map.entry("TestJob", job("zadigTest(job: 'smoke', %s)")),
            Map.entry("TestJob: services", each("zadigTest(job: 'smoke', %s)")),
            Map.entry("ZadigRunCustomWorkflowStep", RUN.formatted(SMOKE + "%s")),
            Map.entry("ZadigRunCustomWorkflowStep: jobs", RUN),
            Map.entry("RunWorkflowBuilder", RUN.formatted(SMOKE + "%s")),
            Map.entry("ZadigRunProductWorkflowStep", PRODUCT),
            Map.entry(
                    "ZadigRunProductWorkflowStep: deploy",
                    PRODUCT.formatted("build: [[service: 'cart', module: 'api']], %s")));

    /** Jobs that work on services, which servers have from 4.2 on. */
    private static final String EACH =
            """
            {"name": "each", "display_name": "each", "project": "shop", "params": [], "stages": [
              {"name": "work", "parallel": true, "jobs": [
                {"name": "prepare", "type": "freestyle", "spec": {"freestyle_type": "service_freestyle",
                  "source": "runtime", "envs": [], "repos": [], "script": "true",
                  "runtime": {"image_id": "64b000000000000000000001"}, "advanced_setting": {}}},
                {"name": "scan", "type": "zadig-scanning", "spec": {"scanning_type": "service_scanning",
                  "source": "runtime", "service_and_scannings": [%1$s], "service_scanning_options": [%1$s]}},
                {"name": "smoke", "type": "zadig-test", "spec": {"test_type": "service_test", "source": "runtime",
                  "service_and_tests": [%1$s], "service_test_options": [%1$s]}}]}]}
            """
                    .formatted("{\"service_name\": \"cart\", \"service_module\": \"api\", \"name\": \"t\"}");

    private static String job(String call) {
        return RUN.formatted("jobs: [" + call + "]");
    }

    private static String each(String call) {
        return job(call).replace("'help'", "'each'");
    }

    /** An example, as readers find it and as a Jenkinsfile has it. */
    private record Help(String name, String script) {
        static Stream<Help> of(Path file) {
            var form = file.getParent().getFileName().toString();
            var example = EXAMPLE.matcher(read(file));
            if (!example.find()) {
                return Stream.of();
            }
            var text = example.group(1)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&")
                    .strip();
            var field = file.getFileName().toString().replaceFirst("help-?(.*)\\.html", "$1");
            if (field.isEmpty()) {
                // Each statement of a job is an example of its own.
                if (RUNS.contains(form)) {
                    return Stream.of(new Help(form(form), planned(text)));
                }
                return form.startsWith("Zadig")
                        ? Stream.of()
                        : Stream.of(text.split("\n(?=zadig)")).map(call -> new Help(call(call), job(call)));
            }
            var whole = WHOLE.getOrDefault(form + ": " + field, WHOLE.get(form));
            return whole == null
                    ? Stream.of()
                    : Stream.of(new Help(form(form) + ": " + field, whole.formatted(written(field, text))));
        }

        /** The call alone, which sends nothing. */
        private static String planned(String text) {
            return text.replaceFirst("^def run = ", "").replaceFirst("(?s)\\)\\s*echo .*$", ", dryRun: true)");
        }

        private static String call(String call) {
            var type = Pattern.compile("type: '(\\w+)'").matcher(call);
            return call.replaceFirst("\\(.*(?s:.*)", "") + (type.find() ? " (" + type.group(1) + ")" : "");
        }

        private static String form(String form) {
            return switch (form) {
                case "BuiltService" -> "zadigBuild: services";
                case "ListedTest" -> "zadigTest: tests";
                case "KubernetesDeployJob" -> "zadigKubernetesDeploy";
                case "OtherJob" -> "zadigJob";
                case "RunWorkflowBuilder" -> "freestyle";
                default ->
                    form.startsWith("Zadig")
                            ? "z" + form.substring(1).replaceFirst("Step$", "")
                            : "zadig" + form.replaceFirst("Job$", "");
            };
        }

        /** Forms have lines of a name and a value, or JSON, where a Jenkinsfile has a map. */
        private static String written(String field, String text) {
            if (text.startsWith("{")) {
                return field + ": " + text.replace('{', '[').replace('}', ']').replace('"', '\'');
            }
            return text.startsWith(field + ":")
                    ? text
                    : text.lines()
                            .map(line -> line.replaceFirst("=", ": '") + "'")
                            .collect(joining(", ", field + ": [", "]"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    private static List<Help> examples() throws IOException {
        try (var files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().matches("help(-\\w+)?\\.html"))
                    .filter(file -> !file.getFileName().toString().endsWith("_zh_CN.html"))
                    .sorted()
                    .flatMap(Help::of)
                    .toList();
        }
    }

    /** A workflow with the jobs that the help names. */
    private static ZadigSimulator start(Line line) throws WorkflowCode.Broken {
        var zadig = ZadigSimulator.start(line);
        var help = WorkflowDefinition.of("shop", "help");
        if (line.readsParameters()) {
            help.param("VERSION").choice("LEVEL", "debug", "release");
        }
        if (line.notifiesWebhooks()) {
            help.webhook("https://hooks.example.com/x", "t", "passed");
        }
        zadig.define(help.stage("work")
                        .job(build())
                        .job(JobDefinition.deploy("deploy", "prod").service("cart", "api"))
                        .job(JobDefinition.freestyle("prepare")
                                .variable("TICKET", "")
                                .repositories("cart"))
                        .job(JobDefinition.customDeploy("cart-api").target("cart-api"))
                        .job(JobDefinition.plugin("announce").variable("CONTENT", ""))
                        .job(JobDefinition.scanning("scan", "sonar").repositories("cart"))
                        .job(JobDefinition.test("smoke", "smoke")
                                .variable("BASE_URL", "")
                                .repositories("cart"))
                        .job(JobDefinition.of("migrate", "sql"))
                        .stage("end")
                        .job(JobDefinition.approval("approve", ApprovalDefinition.by("alice"))))
                .define(WorkflowDefinition.product("shop", "help-product")
                        .stage("build")
                        .job(build()));
        if (line.hasCollaborationRoute()) {
            TestClients.valueOf(TestClients.of(zadig).customWorkflows().create(WorkflowCode.read(EACH)));
        }
        return zadig;
    }

    private static JobDefinition build() {
        return JobDefinition.build("build")
                .registry(DemoCatalogue.REGISTRY)
                .service("cart", "api")
                .service("cart", "web")
                .variable("LEVEL", "")
                .repositories("cart");
    }

    /** Those that hold, by one Jenkinsfile for all. */
    private static Set<String> holding(Line line) throws Exception {
        try (var zadig = start(line)) {
            var script = examples().stream()
                    .map(help ->
                            "try { " + help.script() + "\necho 'HOLDS " + help.name() + "' } catch (e) { echo \"$e\" }\n")
                    .collect(joining());
            var log = Preview.of(zadig.url(), zadig.token()).run(script).log();
            return log.lines()
                    .filter(text -> text.startsWith("HOLDS "))
                    .map(text -> text.substring("HOLDS ".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.plugins.zadig.pipelines.LineTable#lines")
    void holdsWhereTheTableSays(Line line) throws Exception {
        var said = new TreeSet<String>();
        TABLE.rows().forEach((name, lines) -> {
            if (lines.get(line)) {
                said.add(name.replace("`", ""));
            }
        });
        assertThat(holding(line)).isEqualTo(said);
    }

    @Test
    @EnabledIf("io.jenkins.plugins.zadig.pipelines.LineTable#writes")
    void writeTable() throws Exception {
        var holding = new LinkedHashMap<Line, Set<String>>();
        for (Line line : LineTable.lines()) {
            holding.put(line, holding(line));
        }
        TABLE.write(
                examples().stream().map(Help::name).distinct(),
                name -> "`" + name + "`",
                (name, line) -> holding.get(line).contains(name));
    }
}
