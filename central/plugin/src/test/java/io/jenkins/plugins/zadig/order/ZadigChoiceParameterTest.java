package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Failure;
import hudson.model.Job;
import io.jenkins.plugins.zadig.config.BuildChoices;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** <i>Build with Parameters</i> offers what Zadig has, and says so where Zadig does not tell. */
class ZadigChoiceParameterTest {
    private ZadigSimulator zadig;
    private Job<?, ?> job;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        job = Preview.of(zadig.url(), zadig.token()).run("echo 'hello'").getParent();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private static ZadigChoiceParameter parameter(
            String kind, String workflow, String environment, String service, String variable) {
        var parameter = new ZadigChoiceParameter("CHOICE", kind, "shop");
        parameter.workflow = workflow;
        parameter.environment = environment;
        parameter.service = service;
        parameter.variable = variable;
        return parameter;
    }

    private static ZadigChoiceParameter environments() {
        return parameter("environment", null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "environment, , , , , 'prod, staging'",
        "service, , staging, , , 'cart/api, cart/web'",
        "service, release, , , , 'cart/api, cart/web'",
        "image, , prod, cart/api, , 'https://registry.example.com/shop/api:1.0.0'",
        "image, , , cart/api, , 'https://registry.example.com/shop/api:1.0.0'",
        "branch, release, , cart/api, , 'main, release/1.4'",
        "option, release, , , LEVEL, 'debug, release'",
    })
    void eachKindOffersWhatZadigHas(
            String kind, String workflow, String environment, String service, String variable, String offered) {
        var offer = parameter(kind, workflow, environment, service, variable).offer(job);
        assertThat(offer.trouble()).isEmpty();
        assertThat(String.join(", ", offer.names())).isEqualTo(offered);
    }

    @Test
    void whoeverLooksAgainSoonAsksNobody() {
        environments().offer(job);
        environments().offer(job);
        assertThat(zadig.requests(Operation.LIST_ENVIRONMENTS)).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerDelaysThePageForAMomentAndIsNamed() {
        zadig.fault(Operation.LIST_ENVIRONMENTS).hangBeforeEffect().always();
        var offer = environments().offer(job);
        assertThat(offer.names()).isEmpty();
        assertThat(offer.trouble()).contains("“zadig” has not answered within 2 s", "type the value");
    }

    @Test
    void aFailureIsTold() {
        zadig.fault(Operation.LIST_ENVIRONMENTS).status(403).always();
        assertThat(environments().offer(job).trouble()).contains("zadig", "403");
    }

    @Test
    void aServerThatTheJobHasNotIsTold() {
        var parameter = environments();
        parameter.server = "nowhere";
        assertThat(parameter.offer(job).trouble()).contains("nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "service, , , , , environment",
        "image, , , , , service",
        "branch, , , , , workflow",
        "option, , , , , workflow",
        "option, release, , , , variable"
    })
    void whatIsMissingIsNamedAndNobodyAsked(
            String kind, String workflow, String environment, String service, String variable, String missing) {
        zadig.forgetRequests();
        var offer = parameter(kind, workflow, environment, service, variable).offer(job);
        assertThat(offer.trouble()).startsWith("CHOICE: “" + missing + "” is missing");
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void onlyWhatIsOfferedIsTaken() {
        var parameter = environments();
        var offer = parameter.offer(job);
        parameter.require("staging", offer);
        parameter.require("", offer);
        assertThatThrownBy(() -> parameter.require("qa", offer))
                .isInstanceOf(Failure.class)
                .hasMessage("CHOICE: Zadig has no qa; choose one of: prod, staging");
        // Nobody can tell that it is wrong, and the step will.
        parameter.require("qa", new BuildChoices.Offer(List.of(), "no answer"));
        assertThat(parameter.createValue(" staging ").getValue()).isEqualTo("staging");
        assertThatThrownBy(() -> parameter.createValue("a\nb")).isInstanceOf(Failure.class);
    }

    @Test
    void kindsAreNamed() {
        assertThatThrownBy(() -> environments("clusters"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("environment, service, image, branch, option");
        assertThat(environments("").kind).isEqualTo("environment");
    }

    private static ZadigChoiceParameter environments(String kind) {
        return parameter(kind, null, null, null, null);
    }
}
