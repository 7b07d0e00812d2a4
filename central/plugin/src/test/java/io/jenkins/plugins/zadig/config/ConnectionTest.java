package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.AbortException;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.Projects;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Instant;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectionTest {
    private static final String URL = "https://zadig.example.com";

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    @Test
    void buildWithoutServerIsToldWhereToAddOne() {
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, null, jenkins.build()))
                .withMessage("No Zadig server is configured. Add one under Manage Jenkins › System › Zadig");
    }

    @Test
    void onlyServerNeedsNoName() throws Exception {
        jenkins.servers(new ZadigServer("main", URL + "/", "token"));
        jenkins.token("token", Tokens.of("Jenkins Bot"));
        var connection = Connection.open(" ", "", jenkins.build());
        assertThat(connection.server()).isEqualTo("main");
        assertThat(connection.credentialsId()).isEqualTo("token");
        assertThat(connection.tokenUser()).isEqualTo("Jenkins Bot");
        assertThat(connection.launchKeyVariable()).isEqualTo("JENKINS_LAUNCH_KEY");
        assertThat(connection.client().server()).hasToString(URL + "/");
    }

    @Test
    void severalServersNeedAName() throws Exception {
        jenkins.servers(new ZadigServer("east", URL, "token"), new ZadigServer("west", URL, "token"));
        jenkins.token("token", Tokens.of("bot"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, null, jenkins.build()))
                .withMessageContaining("east, west");
        assertThat(Connection.open("west", null, jenkins.build()).server()).isEqualTo("west");
    }

    @Test
    void unknownServerIsAnsweredWithTheKnownOnes() {
        jenkins.servers(new ZadigServer("east", URL, "token"), new ZadigServer("west", URL, "token"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open("north", null, jenkins.build()))
                .withMessageContaining("“north”")
                .withMessageContaining("east, west");
    }

    @Test
    void serverWithoutUsableUrlIsNamed() {
        jenkins.servers(new ZadigServer("main", "zadig.example.com", "token"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, null, jenkins.build()))
                .withMessageContaining("“main”")
                .withMessageContaining("must start with http");
    }

    @Test
    void stepMayChooseItsOwnCredential() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, "token"));
        jenkins.token("approver", Tokens.of("Approver"));
        var connection = Connection.open("main", "approver", jenkins.build());
        assertThat(connection.credentialsId()).isEqualTo("approver");
        assertThat(connection.tokenUser()).isEqualTo("Approver");
    }

    @Test
    void anySecretTextServes() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, "text"));
        jenkins.credential(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "text", "", Secret.fromString(Tokens.of("bot") + "\n")));
        assertThat(Connection.open(null, null, jenkins.build()).tokenUser()).isEqualTo("bot");
    }

    @Test
    void missingCredentialIsNamedWithTheRemedy() {
        jenkins.servers(new ZadigServer("main", URL, "token"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, null, jenkins.build()))
                .withMessageContaining("“token”")
                .withMessageContaining("Add a Zadig API token");
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, "other", jenkins.build()))
                .withMessageContaining("“other”");
    }

    @Test
    void serverWithoutCredentialSaysSo() {
        jenkins.servers(new ZadigServer("main", URL, ""));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, null, jenkins.build()))
                .withMessageContaining("“main” has no credential");
    }

    @Test
    void credentialOfAnotherKindIsToldFromAMissingOne() {
        jenkins.servers(new ZadigServer("main", URL, "file"));
        jenkins.credential(new OtherKind("file"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open(null, null, jenkins.build()))
                .withMessageContaining("“file” holds no token");
    }

    @Test
    void tokenDoesNotGoToWhereTheServerWasBefore() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0);
                var moved = ZadigSimulator.start(Line.V5_0)) {
            jenkins.servers(new ZadigServer("main", zadig.url().toString(), "token"));
            jenkins.token("token", zadig.token());
            var connection = Connection.open(null, null, jenkins.build());
            var before = connection.client();
            jenkins.servers(new ZadigServer("main", moved.url().toString(), "token"));

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> before.projects().list().get())
                    .withMessageContaining("another address");
            assertThat(zadig.requests()).isEmpty();
            jenkins.noCredentials();
            jenkins.token("token", moved.token());
            assertThat(projects(connection.client()).projects()).isNotEmpty();
        }
    }

    @Test
    void rotatedTokenIsUsedFromTheNextRequestOn() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            jenkins.servers(new ZadigServer("main", zadig.url().toString(), "token"));
            jenkins.token("token", zadig.token());
            var client = Connection.open(null, null, jenkins.build()).client();
            assertThat(projects(client).projects()).isNotEmpty();

            var rotated = zadig.user(ZadigSimulator.USER).replaceToken(Instant.now());
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> projects(client))
                    .withCauseInstanceOf(ZadigException.Unauthorized.class);

            jenkins.noCredentials();
            jenkins.token("token", rotated);
            assertThat(projects(client).projects()).isNotEmpty();
        }
    }

    @Test
    void deletedCredentialEndsInATypedErrorWithItsId() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, "token"));
        jenkins.token("token", Tokens.of("bot"));
        var client = Connection.open(null, null, jenkins.build()).client();
        jenkins.noCredentials();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> projects(client))
                .havingCause()
                .isInstanceOf(ZadigException.Unauthorized.class)
                .withMessageContaining("“token”")
                .matches(why -> ((ZadigException.Unauthorized) why).late(), "it was there");
    }

    /** Whoever opens a connection has other work; whose token it is follows. */
    @Test
    @Timeout(60)
    void keeperOfTokensThatHangsHoldsNobodyUp() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            jenkins.servers(new ZadigServer("main", zadig.url().toString(), "token"));
            var vault = new Vault(zadig.token());
            jenkins.credential(vault);
            var connection = Connection.open(null, null, jenkins.build());
            var again = Connection.open(null, null, jenkins.build());
            assertThat(connection.tokenUser()).isNull();

            vault.open.countDown();
            assertThat(projects(connection.client()).projects()).isNotEmpty();
            assertThat(projects(again.client()).projects()).isNotEmpty();
            assertThat(connection.tokenUser()).isEqualTo(ZadigSimulator.USER);
        }
    }

    /** It is an error of the machine, or of whoever keeps tokens, and may pass. */
    @Test
    void keeperOfTokensThatThrowsAnErrorIsLate() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, "token"));
        var vault = new Vault(Tokens.of("bot"));
        vault.failure = new NoClassDefFoundError("vault");
        vault.open.countDown();
        jenkins.credential(vault);
        var connection = Connection.open(null, null, jenkins.build());
        assertThat(connection.tokenUser()).isNull();
    }

    @Test
    void deletedServerIsAnOutageWithItsName() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, "token"));
        jenkins.token("token", Tokens.of("bot"));
        var connection = Connection.open(null, null, jenkins.build());
        jenkins.servers();
        assertThat(connection.launchKeyVariable()).isEmpty();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> projects(connection.client()))
                .havingCause()
                .asInstanceOf(InstanceOfAssertFactories.type(ZadigException.class))
                .matches(ZadigException::isOutage)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("“main” at " + URL + " is no longer configured");
    }

    /** Its rules are not known while it is not there, so what they would have refused is refused when it is back. */
    @Test
    void serverThatComesBackIsUsedByItsRules() throws Exception {
        jenkins.token("token", Tokens.of("bot"));
        var connection = Connection.reopen("main", URL, null, jenkins.build());
        connection.require(Operation.APPROVE);
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(connection::requireServer)
                .withMessageContaining("is no longer configured");

        var server = new ZadigServer("main", URL, "token");
        server.setAccessRules(List.of(new AccessRule("release")));
        jenkins.servers(server);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> projects(connection.client()))
                .withMessageContaining("(approve and reject)");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> projects(connection.client()))
                .withMessageContaining("(approve and reject)");
    }

    @Test
    void clientIsOfTheAddressOfThisMoment() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, "token"));
        jenkins.token("token", Tokens.of("bot"));
        var connection = Connection.open(null, null, jenkins.build());
        assertThat(connection.client().server()).isEqualTo(URI.create(URL));

        jenkins.servers(new ZadigServer("main", "https://moved.example.com", "token"));
        assertThat(connection.client().server()).hasHost("moved.example.com");

        jenkins.servers();
        assertThat(connection.client().server()).hasHost("moved.example.com");
    }

    private static Projects.Page projects(ZadigClient client) throws Exception {
        return client.projects().list().get(20, TimeUnit.SECONDS);
    }

    private static final class OtherKind extends BaseStandardCredentials {
        private static final long serialVersionUID = 1L;

        OtherKind(String id) {
            super(CredentialsScope.GLOBAL, id, "");
        }
    }
}
