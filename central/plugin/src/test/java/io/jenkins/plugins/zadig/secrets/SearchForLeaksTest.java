package io.jenkins.plugins.zadig.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search finds whatever leaks, in each of the places where it searches; so that it found nothing means something. */
class SearchForLeaksTest {
    private static final Logger LOGGER = Logger.getLogger("io.jenkins.plugins.zadig.secrets");

    private final Leaks leaks = new Leaks();

    @BeforeEach
    @AfterEach
    void nothingOfOthers() {
        assertThat(Leaks.SUITE.drain()).isEmpty();
    }

    @Test
    void eachKindOfSecretIsFound() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var secrets = new ArrayList<>(PlantedSecrets.ALL);
            secrets.add(zadig.token());
            secrets.add(zadig.tokenOf("alice"));
            for (var secret : secrets) {
                leaks.search("a text", "before " + secret + " after");
                assertThat(leaks.drain()).hasSize(1).first().asString().endsWith("in a text");
                leaks.search("a text", "before " + base64(secret) + " after");
                assertThat(leaks.drain()).as(secret).hasSize(1);
                leaks.search("a header", base64("Bearer " + zadig.token()));
                assertThat(leaks.drain()).hasSize(1);
            }
        }
        leaks.search("a text", "****");
        assertThat(leaks.drain()).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsFoundDoesNotTellTheSecret() {
        leaks.search("a text", PlantedSecrets.PASSWORD);
        assertThat(leaks.drain()).containsExactly("planted-password in a text");
    }

    @Test
    void causesAndFieldsAreSearched() {
        leaks.search("a failure", new IllegalStateException("outer", new IOException(PlantedSecrets.CREDENTIAL)));
        assertThat(leaks.drain()).anyMatch(place -> place.contains("a failure (IllegalStateException)"));
        leaks.search("a value", (Object) new ArrayList<>(List.of(PlantedSecrets.OAUTH_TOKEN)));
        assertThat(leaks.drain()).hasSize(2);
    }

    @Test
    void filesAreSearchedFromATimeOn(@TempDir Path directory) throws IOException {
        var before = FileTime.from(Instant.now().minusSeconds(10));
        var file = Files.createDirectories(directory.resolve("builds/1")).resolve("build.xml");
        Files.writeString(file, "<token>" + PlantedSecrets.WEBHOOK_TOKEN + "</token>");
        leaks.search(directory, before);
        assertThat(leaks.drain()).containsExactly("planted-webhook-token in the file builds/1/build.xml");
        leaks.search(directory, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(leaks.drain()).isEmpty();
    }

    @Test
    void logsOfThePluginAreSearchedAtEveryLevel() {
        var search = new SearchForLeaks(leaks);
        search.beforeAll(null);
        LOGGER.finest(PlantedSecrets.CREDENTIAL);
        LOGGER.log(Level.FINE, "unused", new Object[] {PlantedSecrets.OAUTH_TOKEN});
        LOGGER.log(Level.FINER, "failed", new IOException(PlantedSecrets.PASSWORD));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> search.afterAll(null))
                .withMessageContaining("planted-credential in the log of io.jenkins.plugins.zadig.secrets")
                .withMessageContaining("planted-oauth-token")
                .withMessageContaining("planted-password");
        LOGGER.finest(PlantedSecrets.CREDENTIAL);
        assertThatNoException().isThrownBy(() -> search.afterAll(null));
        // The one that is registered for all tests has heard all of this.
        assertThat(Leaks.SUITE.drain()).hasSize(3);
    }

    @Test
    void consolesAndOutcomesOfBuildsAreSearched() {
        var build = Preview.withServers(List.of()).run("echo '" + PlantedSecrets.CREDENTIAL + "'");
        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(Leaks.SUITE.drain())
                .anyMatch(place -> place.startsWith("planted-credential in the console of demo"));
        // A wait for a server that is not there lasts, so its state is saved. No file of the plugin's own has the comment.
        Preview.of(URI.create("http://127.0.0.1:1/"), "token-of-nobody")
                .harness(
                        "zadigApprove",
                        Map.of("project", "p", "workflow", "w", "id", 1L, "comment", PlantedSecrets.PASSWORD))
                .start()
                .abort("alice")
                .await();
        // What a Jenkinsfile says is no secret of the plugin's, but is found where it is saved.
        assertThat(Leaks.SUITE.drain()).contains("planted-password in the saved state of zadigApprove");
    }

    @Test
    void filesOfTheControllerAreSearched() throws IOException {
        var search = new SearchForLeaks(leaks);
        search.beforeAll(null);
        var file = Files.createDirectories(Jenkins.get().getRootDir().toPath()).resolve("leak.xml");
        try {
            Files.writeString(file, PlantedSecrets.CREDENTIAL);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> search.afterAll(null))
                    .withMessageContaining("the file leak.xml");
        } finally {
            Files.delete(file);
        }
    }
}
