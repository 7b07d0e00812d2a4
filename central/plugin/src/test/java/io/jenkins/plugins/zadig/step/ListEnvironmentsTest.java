package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Jenkinsfile reads what runs in the environments of a project. */
class ListEnvironmentsTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    private PreviewRun succeeds(String jenkinsfile) {
        var run = run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        return run;
    }

    private void fails(String jenkinsfile, String... parts) {
        var run = run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        var errors = run.log().lines().filter(line -> line.startsWith("ERROR:")).toList();
        assertThat(errors).singleElement().asString().contains(parts);
        assertThat(run.log()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @EnumSource
    void everyLineTellsNameClusterStatusAndImages(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var run = succeeds(
                """
                def prod = zadigListEnvironments(project: 'shop').find { it.name == 'prod' }
                echo "is ${prod.name} ${prod.production} ${prod.status} ${prod.cluster} ${prod.namespace} ${prod.updatedText}"
                def api = prod.services.find { it.service == 'cart' && it.module == 'api' }
                echo "runs ${api.image} ${api.serviceType} ${api.status}"
                echo "map ${prod.toMap().keySet()} ${prod.toMap().services[0]}"
                """);
        assertThat(run.log())
                .contains("is prod false running 0123456789abcdef12345678 shop-env-prod 2023-11-14T22:13:20Z")
                .contains("runs https://registry.example.com/shop/api:1.0.0 k8s running")
                .contains("map [server, project, name, alias, production, status, cluster, namespace, updatedBy,"
                        + " updateTime, services] [service:cart, module:api, image:");
    }

    @Test
    void oneEnvironmentIsAskedForAlone() {
        succeeds("assert zadigListEnvironments(project: 'shop', environment: 'prod')*.name == ['prod']");
        assertThat(zadig.requests(Operation.GET_ENVIRONMENT)).hasSize(1);
    }

    @Test
    void anUnknownEnvironmentIsNamedWithThoseThereAre() {
        fails("zadigListEnvironments(project: 'shop', environment: 'qaa')", "environment qaa", "there is: ", "prod");
    }

    @Test
    void anUnknownProjectIsNamed() {
        fails("zadigListEnvironments(project: 'shopp')", "no project shopp", "shop");
        fails("zadigListEnvironments(project: ' ')", "zadigListEnvironments", "project");
    }

    @Test
    void withoutALicenceTheListIsWithoutProductionAndSaysSo() {
        zadig.fault(Operation.LIST_PRODUCTION_ENVIRONMENTS)
                .status(400, "{\"code\":7050,\"message\":\"licence\",\"description\":\"no licence\",\"type\":\"error\"}")
                .always();
        var run = succeeds("assert zadigListEnvironments(project: 'shop').any { it.name == 'prod' }");
        assertThat(run.log()).contains("Production environments are not in the list", "no licence");
    }

    /** An empty list of services would deploy nothing, and be green. */
    @Test
    void servicesThatAreNotToldFailTheStep() {
        zadig.fault(Operation.GET_ENVIRONMENT)
                .status(500, "{\"code\":6067,\"message\":\"\",\"description\":\"no service\",\"type\":\"error\"}")
                .always();
        fails("zadigListEnvironments(project: 'shop', environment: 'prod')", "no service");
    }
}
