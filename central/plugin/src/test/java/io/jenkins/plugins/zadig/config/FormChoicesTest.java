package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FormChoicesTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    @Test
    void theOnlyServerNeedNotBeChosen() {
        jenkins.servers(server("main"));
        assertThat(FormChoices.servers(null)).containsExactly("main");
        assertThat(FormChoices.checkServer(null, " ").toString()).isEqualTo("OK: Uses main");
    }

    @Test
    void oneOfSeveralServersMustBeChosen() {
        jenkins.servers(server("main"), server("test"));
        assertThat(FormChoices.servers(null)).containsExactly("main", "test");
        assertThat(FormChoices.checkServer(null, "test").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(FormChoices.checkServer(null, "").toString())
                .isEqualTo("ERROR: Several Zadig servers are configured; name one with server: one of main, test");
        assertThat(FormChoices.checkServer(null, "old").toString()).contains("no Zadig server “old”", "main, test");
    }

    @Test
    void noServerIsSaidAtOnce() {
        assertThat(FormChoices.servers(null)).isEmpty();
        assertThat(FormChoices.checkServer(null, "").toString()).startsWith("ERROR: No Zadig server is configured");
    }

    @Test
    void tokensThatBuildsCanUseAreOffered() {
        jenkins.token("token", Tokens.of("bot"));
        jenkins.credential(new ZadigToken(CredentialsScope.SYSTEM, "hidden", "", Secret.fromString("x")));
        assertThat(values(FormChoices.credentials(null, "gone"))).containsExactlyInAnyOrder("", "token", "gone");
    }

    @Test
    void whoMayNotConfigureSeesOnlyWhatIsChosen() {
        jenkins.servers(server("main"), server("test"));
        jenkins.token("token", Tokens.of("bot"));
        jenkins.nothingAllowed();
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThat(FormChoices.servers(null)).isEmpty();
            assertThat(values(FormChoices.credentials(null, "current"))).containsExactly("current");
            assertThat(FormChoices.checkServer(null, "old").kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    private static ZadigServer server(String name) {
        return new ZadigServer(name, "https://zadig.example.com", "token");
    }

    private static List<String> values(ListBoxModel items) {
        return items.stream().map(option -> option.value).toList();
    }
}
