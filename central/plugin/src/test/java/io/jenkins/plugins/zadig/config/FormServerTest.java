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
        assertThat(FormServer.projects(null, "", "")).contains("shop");
        assertThat(FormServer.workflows(null, "main", "", "shop", WorkflowType.CUSTOM))
                .contains("nightly", "release")
                .doesNotContain("shop-product");
        assertThat(FormServer.workflows(null, "", "token", "shop", WorkflowType.PRODUCT))
                .containsExactly("shop-product");
        assertThat(FormServer.workflows(null, "", "", "shop", null)).contains("nightly", "shop-product");
    }

    @Test
    void namesOfAWorkflowAreOfferedAndAskedForOnce() throws Exception {
        assertThat(FormServer.ofWorkflow(null, "", "", "shop", "nightly", detail -> detail.jobs().stream()
                        .map(WorkflowDetail.Job::name)))
                .containsExactly("build", "smoke");
        assertThat(FormServer.ofWorkflow(null, "main", "", " shop", "nightly", detail -> Stream.of(detail.key())))
                .containsExactly("nightly");
        assertThat(zadig.requests()).hasSize(1);
        assertThat(FormServer.ofWorkflow(null, "", "", "shop", "", detail -> Stream.of("any")))
                .isEmpty();
        assertThat(FormServer.ofWorkflow(null, "", "", "shop", "nope", detail -> Stream.of("any")))
                .isEmpty();
    }

    @Test
    void oneFormAsksOnce() throws Exception {
        FormServer.projects(null, "", "");
        FormServer.projects(null, "main", "token");
        assertThat(zadig.requests()).hasSize(1);
        FormServer.workflows(null, "", "", "shop", null);
        FormServer.workflows(null, "main", "", " shop", null);
        assertThat(zadig.requests()).hasSize(2);
    }

    @Test
    void whatCannotBeAskedIsNoOffer() throws Exception {
        assertThat(FormServer.projects(null, "$SERVER", "")).isEmpty();
        assertThat(FormServer.projects(null, "", "gone")).isEmpty();
        assertThat(FormServer.workflows(null, "", "", " ", null)).isEmpty();
        zadig.close();
        assertThat(FormServer.projects(null, "", "")).isEmpty();
    }

    @Test
    void whoMayNotConfigureMakesNoRequest() throws Exception {
        jenkins.nothingAllowed();
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThat(FormServer.projects(null, "", "")).isEmpty();
            assertThat(FormServer.projects(folder, "", "")).isEmpty();
            assertThat(FormServer.workflows(folder, "", "", "shop", null)).isEmpty();
            assertThatExceptionOfType(AbortException.class).isThrownBy(() -> FormServer.open(folder, "", ""));
        }
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void credentialIsTheOneOfTheBuilds() throws Exception {
        jenkins.noCredentials();
        assertThat(FormServer.projects(null, "", "")).isEmpty();
        jenkins.credentialOf(
                folder,
                new ZadigToken(
                        com.cloudbees.plugins.credentials.CredentialsScope.GLOBAL,
                        "token",
                        "",
                        Secret.fromString(zadig.token())));
        assertThat(FormServer.projects(folder, "", "token")).contains("shop");
        assertThat(FormServer.projects(folder, "", ""))
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
