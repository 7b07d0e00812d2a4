package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.AbortException;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FormServerTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final MemoryFolder folder = new MemoryFolder("team");
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V3_2);
        jenkins.servers(new ZadigServer("main", zadig.url().toString(), "token"));
        jenkins.token("token", zadig.token());
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @Test
    void projectsAndWorkflowsAreOffered() throws Exception {
        assertThat(new ZadigChoices(null, "", "").projects()).contains("shop");
        assertThat(new ZadigChoices(null, "main", "").workflows("shop", WorkflowType.CUSTOM))
                .contains("nightly", "release")
                .doesNotContain("shop-product");
        assertThat(new ZadigChoices(null, "", "token").workflows("shop", WorkflowType.PRODUCT))
                .containsExactly("shop-product");
        assertThat(new ZadigChoices(null, "", "").workflows("shop", null)).contains("nightly", "shop-product");
    }

    @Test
    void namesOfAWorkflowAreOfferedAndAskedForOnce() throws Exception {
        assertThat(new ZadigChoices(null, "", "").ofWorkflow("shop", "nightly", detail -> detail.jobs().stream()
                        .map(WorkflowDetail.Job::name)))
                .containsExactly("build", "smoke");
        assertThat(new ZadigChoices(null, "main", "").ofWorkflow(" shop", "nightly", detail -> Stream.of(detail.key())))
                .containsExactly("nightly");
        assertThat(zadig.requests()).hasSize(1);
        assertThat(new ZadigChoices(null, "", "").ofWorkflow("shop", "", detail -> Stream.of("any")))
                .isEmpty();
        assertThat(new ZadigChoices(null, "", "").ofWorkflow("shop", "nope", detail -> Stream.of("any")))
                .isEmpty();
    }

    @Test
    void oneFormAsksOnce() throws Exception {
        new ZadigChoices(null, "", "").projects();
        new ZadigChoices(null, "main", "token").projects();
        assertThat(zadig.requests()).hasSize(1);
        new ZadigChoices(null, "", "").workflows("shop", null);
        new ZadigChoices(null, "main", "").workflows(" shop", null);
        assertThat(zadig.requests()).hasSize(2);
    }

    @Test
    void whatCannotBeAskedIsNoOffer() throws Exception {
        assertThat(new ZadigChoices(null, "$SERVER", "").projects()).isEmpty();
        assertThat(new ZadigChoices(null, "", "gone").projects()).isEmpty();
        assertThat(new ZadigChoices(null, "", "").workflows(" ", null)).isEmpty();
        zadig.close();
        assertThat(new ZadigChoices(null, "", "").projects()).isEmpty();
    }

    @Test
    void whoMayNotConfigureMakesNoRequest() throws Exception {
        jenkins.nothingAllowed();
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThat(new ZadigChoices(null, "", "").projects()).isEmpty();
            assertThat(new ZadigChoices(folder, "", "").projects()).isEmpty();
            assertThat(new ZadigChoices(folder, "", "").workflows("shop", null)).isEmpty();
            assertThatExceptionOfType(AbortException.class).isThrownBy(() -> FormServer.open(folder, "", ""));
        }
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void credentialIsTheOneOfTheBuilds() throws Exception {
        jenkins.noCredentials();
        assertThat(new ZadigChoices(null, "", "").projects()).isEmpty();
        jenkins.credentialOf(
                folder,
                new ZadigToken(
                        com.cloudbees.plugins.credentials.CredentialsScope.GLOBAL,
                        "token",
                        "",
                        Secret.fromString(zadig.token())));
        assertThat(new ZadigChoices(folder, "", "token").projects()).contains("shop");
        assertThat(new ZadigChoices(folder, "", "").projects())
                .as("a server of the controller has none of a folder")
                .isEmpty();
    }

    @Test
    void workflowIsReadAsItIsNow() throws Exception {
        var way = FormServer.open(null, "", "");
        assertThat(way.workflow("shop", "nightly").workflow().jobs())
                .extracting(WorkflowDetail.Job::name)
                .contains("smoke");
        assertThatExceptionOfType(ZadigException.class).isThrownBy(() -> way.workflow("shop", "nope"));
    }

    @Test
    void choicesAreFreshAndFailuresAreSoonTriedAgain() throws Exception {
        var now = new Instant[] {Instant.EPOCH};
        var choices = new CachedChoices<>(() -> now[0], List.<String>of());
        var question = new RecentAnswers.Question(URI.create("http://zadig.example.com"), Secret.fromString("a"), "projects");
        var other = new RecentAnswers.Question(question.server(), Secret.fromString("b"), "projects");
        assertThat(choices.get(question, () -> List.of("one"))).containsExactly("one");
        assertThat(choices.get(question, () -> List.of("two"))).containsExactly("one");
        assertThat(choices.get(other, () -> List.of("two"))).as("another user's").containsExactly("two");
        now[0] = now[0].plus(Duration.ofSeconds(61));
        assertThat(choices.get(question, () -> {
                    throw new IOException("down");
                }))
                .isEmpty();
        assertThat(choices.get(question, () -> List.of("three"))).isEmpty();
        now[0] = now[0].plus(Duration.ofSeconds(16));
        assertThat(choices.get(question, () -> List.of("three"))).containsExactly("three");
    }
}
