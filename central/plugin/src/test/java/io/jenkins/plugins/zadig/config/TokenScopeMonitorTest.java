package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenScopeMonitorTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final TokenScopeMonitor monitor = new TokenScopeMonitor();

    @Test
    void tokensThatEveryJobCanTakeAreNamed() {
        jenkins.token("global", Tokens.of("bot"));
        jenkins.credential(new ZadigToken(CredentialsScope.SYSTEM, "system", "", Secret.fromString(Tokens.of("bot"))));
        jenkins.servers(
                new ZadigServer("old", "https://old.example.com", "global"),
                new ZadigServer("safe", "https://safe.example.com", "system"),
                new ZadigServer("none", "https://none.example.com", ""),
                new ZadigServer("gone", "https://gone.example.com", "gone"));
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getServers()).extracting(server -> server.name).containsExactly("old");
        jenkins.servers(new ZadigServer("safe", "https://safe.example.com", "system"));
        assertThat(monitor.isActivated()).isFalse();
    }
}
