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
        assertThat(configuration.getServers()).extracting(ZadigServer::getName).containsExactly("main");
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
