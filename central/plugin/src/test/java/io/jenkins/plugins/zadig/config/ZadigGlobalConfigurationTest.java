package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hudson.model.Descriptor;
import java.lang.reflect.Proxy;
import java.util.List;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kohsuke.stapler.StaplerRequest2;

class ZadigGlobalConfigurationTest {
    private static final String URL = "https://zadig.example.com";

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final ZadigGlobalConfiguration configuration = ZadigGlobalConfiguration.get();

    @Test
    void serversAreFoundByName() {
        jenkins.servers(new ZadigServer("east", URL, ""), new ZadigServer("west", URL, ""));
        assertThat(Servers.of(null).named("west").server())
                .isSameAs(configuration.getServers().get(1));
        assertThat(Servers.of(null).named("north")).isNull();
    }

    @Test
    void namesMustTellServersApart() {
        jenkins.servers(new ZadigServer("main", URL, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jenkins.servers(new ZadigServer("a", URL, ""), new ZadigServer(" a ", URL, "")))
                .withMessageContaining("“a”");
        assertThatIllegalArgumentException().isThrownBy(() -> jenkins.servers(new ZadigServer(" ", URL, "")));
        assertThat(configuration.getServers()).extracting(server -> server.name).containsExactly("main");
    }

    @Test
    void namesFitIntoAnAddress() {
        for (var name : List.of("a/b", "a?b", "a#b", "a\\b", "a;b", "a%2Fb", ".", "..", "a\tb")) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> jenkins.servers(new ZadigServer(name, URL, "")))
                    .withMessageContaining("cannot be part of an address");
        }
        for (var name : List.of("东区", "a b", "a.b", "...", "a&b")) {
            jenkins.servers(new ZadigServer(name, URL, ""));
        }
    }

    @Test
    void secretsThatTheFormRefusesAreRefusedFromEverywhere() {
        jenkins.token("api", Tokens.of("bot"));
        jenkins.token("other", Tokens.of("bot"));
        for (var secret : List.of("api", "other", "same")) {
            var server = new ZadigServer("main", URL, secret.equals("same") ? "same" : "api");
            server.setNotificationCredentialsId(secret);
            assertThatIllegalArgumentException()
                    .as(secret)
                    .isThrownBy(() -> jenkins.servers(server))
                    .withMessageContaining("“main”")
                    .withMessageContaining("must not be the API token");
        }
        assertThat(configuration.getServers()).isEmpty();
    }

    @Test
    void rulesWithoutJobsAreRefused() {
        var server = new ZadigServer("main", URL, "");
        server.setAccessRules(List.of(new AccessRule(" \n ")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jenkins.servers(server))
                .withMessageContaining("names no jobs");
    }

    @Test
    void serversCannotBeChangedBehindItsBack() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> configuration.getServers().add(new ZadigServer("main", URL, "")));
    }

    @Test
    void formWithoutServersRemovesTheLastOne() throws Exception {
        jenkins.servers(new ZadigServer("main", URL, ""));
        configuration.configure(binding(List.of()), new JSONObject());
        assertThat(configuration.getServers()).isEmpty();
    }

    @Test
    void formWithBadNamesIsRefusedAndChangesNothing() {
        jenkins.servers(new ZadigServer("main", URL, ""));
        assertThatExceptionOfType(Descriptor.FormException.class)
                .isThrownBy(
                        () -> configuration.configure(binding(List.of(new ZadigServer("", URL, ""))), new JSONObject()))
                .withMessageContaining("needs a name");
        assertThat(configuration.getServers()).hasSize(1);
    }

    /** A request that binds the servers when the form has a word on them, as Stapler does. */
    private StaplerRequest2 binding(List<ZadigServer> servers) {
        return (StaplerRequest2) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StaplerRequest2.class}, (proxy, method, arguments) -> {
                    if (((JSONObject) arguments[1]).has("servers")) {
                        ((ZadigGlobalConfiguration) arguments[0]).setServers(servers);
                    }
                    return null;
                });
    }
}
