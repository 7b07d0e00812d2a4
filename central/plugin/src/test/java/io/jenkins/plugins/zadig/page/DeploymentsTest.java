package io.jenkins.plugins.zadig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import io.jenkins.plugins.zadig.api.Fixtures;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What builds have deployed where, kept in files, shown to those who may see the builds. */
class DeploymentsTest {
    private static final Path FILES = Jenkins.get().getRootDir().toPath().resolve("zadig-deployments");
    private static final String DEPLOY = "zadigRunCustomWorkflow(project: 'shop', workflow: 'guarded', jobs: ["
            + "zadigDeploy(job: 'deploy', environment: '%s', services: ["
            + "[service: 'cart', module: 'api', image: 'registry.example.com/shop/api:%s']])])";

    @BeforeEach
    @AfterEach
    void forget() throws IOException {
        Jenkins.get().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        if (Files.exists(FILES)) {
            try (var files = Files.list(FILES)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(FILES);
        }
    }

    private static List<DeploymentRow> page(String folder) {
        try (var reader = ACL.as(User.getById("bob", true))) {
            return new DeploymentsPage(folder).getDeployments();
        }
    }

    private static DeploymentHistory history(String place) {
        try (var reader = ACL.as(User.getById("bob", true))) {
            return new DeploymentsPage("").getService(place);
        }
    }

    private static PreviewRun build(String job) {
        var run = Preview.withServers(List.of()).job(job).run("echo 'hello'");
        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        return run;
    }

    private static void deployed(PreviewRun run, String environment, String service, String image, long task)
            throws IOException {
        var entry = new TaskEntry(
                1, new TaskRef("zadig", "shop", "release", task), "https://zadig.example.com/release/" + task, null);
        DeploymentLog.ended(run, entry, task(environment, service, image, "passed"), UnaryOperator.identity());
    }

    private static WorkflowTask task(String environment, String service, String image, String status)
            throws IOException {
        return task(List.of(job(environment, service, image, status)));
    }

    private static String job(String environment, String service, String image, String status) {
        return """
                {"name": "deploy", "type": "zadig-deploy", "status": "%s", "end_time": 1700000000, "spec": {"env": "%s",
                 "service_and_images": [{"service_name": "%s", "service_module": "api", "image": "%s"}]}}
                """
                .formatted(status, environment, service, image);
    }

    private static WorkflowTask task(List<String> jobs) throws IOException {
        return Fixtures.decode(
                "{\"task_id\": 1, \"status\": \"passed\", \"stages\": [{\"jobs\": " + jobs + "}]}", WorkflowTask.class);
    }

    /** Of one task with a job for each number. */
    private static void deployed(PreviewRun run, int count, IntFunction<String> job) throws IOException {
        var entry = new TaskEntry(1, new TaskRef("zadig", "shop", "release", 99), "", null);
        var task = task(IntStream.rangeClosed(1, count).mapToObj(job).toList());
        DeploymentLog.ended(run, entry, task, UnaryOperator.identity());
    }

    /** What these people may do, whichever job it is about. */
    private static void allow(Set<Permission> everywhere, Set<String> readable) {
        Jenkins.get().setAuthorizationStrategy(new AuthorizationStrategy() {
            @Override
            public ACL getRootACL() {
                return ACL.lambda2((user, permission) -> everywhere.contains(permission));
            }

            @Override
            public ACL getACL(Job<?, ?> job) {
                return ACL.lambda2((user, permission) -> everywhere.contains(permission)
                        || permission == Item.READ && readable.contains(job.getFullName()));
            }

            @Override
            public Collection<String> getGroups() {
                return List.of();
            }
        });
    }

    @Test
    void aBuildsDeploymentIsOnThePageWithoutAnyRequest() {
        try (var zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .fault("approve")
                .start()) {
            var jenkins = Preview.of(zadig.url(), zadig.token());
            for (String version : List.of("1.4.1", "1.4.2")) {
                var run = jenkins.run(DEPLOY.formatted("prod", version));
                assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            }
            var before = zadig.requests().size();
            var row = page("").get(0);
            assertThat(page("")).hasSize(1);
            var deployed = row.deployment();
            assertThat(List.of(
                            deployed.server(),
                            deployed.project(),
                            deployed.environment(),
                            deployed.part(),
                            deployed.version()))
                    .containsExactly("zadig", "shop", "prod", "cart/api", "api:1.4.2");
            assertThat(row.getTask()).isEqualTo("guarded #2");
            assertThat(row.deployment().url()).startsWith(zadig.url().toString()).endsWith("/2");
            assertThat(row.buildAddress()).endsWith("/" + row.deployment().build() + "/");
            assertThat(row.deployment().when()).isToday();
            assertThat(history(row.getPlace()).deployments())
                    .extracting(shown -> shown.deployment().version())
                    .containsExactly("api:1.4.2", "api:1.4.1");
            assertThat(zadig.requests()).hasSize(before);
        }
    }

    @Test
    void onlyWhatPassedIsDeployed() throws IOException {
        var run = build("demo");
        var entry = new TaskEntry(1, new TaskRef("zadig", "shop", "release", 1), "", null);
        DeploymentLog.ended(run, entry, task("prod", "cart", "a:1", "failed"), UnaryOperator.identity());
        assertThat(page("")).isEmpty();
        assertThat(new DeploymentsPage("").getIconFileName()).isNull();
    }

    @Test
    void readersSeeTheJobsThatTheyMayReadAndWhetherTheyMissSomething() throws IOException {
        deployed(build("team/cart"), "prod", "cart", "cart:1", 1);
        deployed(build("ops/hotfix"), "prod", "cart", "cart:2", 2);
        deployed(build("ops/pay"), "prod", "pay", "pay:1", 3);

        allow(Set.of(Jenkins.READ), Set.of("team/cart"));
        assertThat(page("")).singleElement().satisfies(row -> {
            assertThat(row.deployment().version()).isEqualTo("cart:1");
            assertThat(row.outdated()).isTrue();
            assertThat(history(row.getPlace()).outdated())
                    .isTrue();
            assertThat(history(row.getPlace()).deployments())
                    .hasSize(1);
        });
        allow(Set.of(Jenkins.READ), Set.of());
        assertThat(page("")).isEmpty();
        var hidden = DeploymentLog.all().keySet().iterator().next();
        assertThat(history(hidden)).isNull();

        allow(Set.of(Jenkins.READ, Item.READ), Set.of());
        assertThat(page("")).extracting(shown -> shown.deployment().version()).containsExactly("cart:2", "pay:1");
        assertThat(page("ops")).extracting(shown -> shown.deployment().version()).containsExactly("cart:2", "pay:1");
        assertThat(page("team")).extracting(shown -> shown.deployment().version()).containsExactly("cart:1");
        assertThat(page("o")).isEmpty();
        assertThat(history("../" + hidden)).isNull();
    }

    @Test
    void aJobKeepsItsDeploymentsUnderItsNewNameAndLosesThemToNoOther() throws IOException {
        deployed(build("team/cart"), "prod", "cart", "cart:1", 1);
        build("shop/cart");
        new DeploymentJobs().onLocationChanged(null, "team", "shop");
        assertThat(page("shop")).extracting(DeploymentRow::getBuild).containsExactly("shop/cart #1");

        DeploymentLog.moved("shop/cart", null);
        allow(Set.of(Jenkins.READ, Item.READ), Set.of());
        assertThat(page("")).isEmpty();
        allow(Set.of(Jenkins.READ, Item.READ, Jenkins.ADMINISTER), Set.of());
        assertThat(page("")).singleElement().satisfies(row -> assertThat(row.buildAddress())
                .isEmpty());
    }

    @Test
    void filesHaveBounds() throws IOException {
        var run = build("demo");
        for (int i = 1; i <= DeploymentLog.MAX_OF_SERVICE + 5; i++) {
            deployed(run, "prod", "cart", "cart:" + i, i);
        }
        assertThat(history(page("").get(0).getPlace()).deployments())
                .hasSize(DeploymentLog.MAX_OF_SERVICE)
                .first()
                .satisfies(row -> assertThat(row.deployment().version()).isEqualTo("cart:25"));
        deployed(run, DeploymentLog.MAX_IN_ENVIRONMENT + 5, i -> job("prod", "s" + i, "s:1", "passed"));
        assertThat(page("")).hasSize(DeploymentLog.MAX_IN_ENVIRONMENT);
        deployed(run, DeploymentLog.MAX_ENVIRONMENTS + 5, i -> job("e" + i, "cart", "cart:1", "passed"));
        try (var files = Files.list(FILES)) {
            assertThat(files).hasSize(DeploymentLog.MAX_ENVIRONMENTS);
        }
    }

    @Test
    void whatIsSeenAgainIsOneDeployment() throws IOException {
        var run = build("demo");
        deployed(run, "prod", "cart", "cart:1", 1);
        deployed(run, "prod", "cart", "cart:1", 1);
        assertThat(history(page("").get(0).getPlace()).deployments())
                .hasSize(1);
    }

    /** Pages escape all of it; what breaks lines or turns the direction of writing is not even kept. */
    @Test
    void namesAreOneLineEach() throws IOException {
        deployed(build("demo"), "prod", "<b>cart\\u202e\\n", "cart:1", 1);
        assertThat(page("")).singleElement().satisfies(row -> assertThat(row.deployment().part())
                .isEqualTo("<b>cart/api"));
    }

    /** The task of a product workflow never tells its environment (zadig-servers 22.10), so its build does. */
    @Test
    void productWorkflowsDeployWhatTheyBuild() {
        try (var zadig = ZadigSimulator.start(Line.V3_4_0)) {
            var preview = Preview.of(zadig.url(), zadig.token());
            var run = "zadigRunProductWorkflow(project: 'shop', workflow: 'shop-product', environment: 'dev',"
                    + " build: [[service: 'cart', module: 'api']]%s)";

            var built = preview.run(run.formatted(""));
            assertThat(built.result()).as(built.log()).isEqualTo(Result.SUCCESS);
            assertThat(page("")).as("it was only built").isEmpty();

            var deployed = preview.run(run.formatted(", deploy: [[service: 'cart', module: 'api']]"));
            assertThat(deployed.result()).as(deployed.log()).isEqualTo(Result.SUCCESS);
            await().atMost(Duration.ofSeconds(30)).until(() -> !page("").isEmpty());
            assertThat(page("")).singleElement().satisfies(row -> {
                assertThat(row.deployment().environment()).isEqualTo("dev");
                assertThat(row.deployment().part()).isEqualTo("cart");
                assertThat(row.deployment().image()).startsWith("registry.example.com/shop/");
            });
        }
    }
}
