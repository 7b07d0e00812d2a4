package io.jenkins.plugins.zadig.config;

import static hudson.util.FormValidation.Kind.ERROR;
import static hudson.util.FormValidation.Kind.OK;
import static hudson.util.FormValidation.Kind.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;

class ZadigTokenTest {
    private final ZadigToken.DescriptorImpl form = new ZadigToken.DescriptorImpl();

    @Test
    void tokenIsSecretTextToOtherPlugins() {
        StringCredentials text = token("bot", "");
        assertThat(text.getSecret().getPlainText()).isEqualTo("a.b.c");
    }

    @Test
    void tokenIsCalledByItsDescriptionOrElseItsId() {
        assertThat(CredentialsNameProvider.name(token("bot", "Release bot"))).isEqualTo("Release bot");
        assertThat(CredentialsNameProvider.name(token("bot", " "))).isEqualTo("bot");
    }

    @Test
    void typedSecretIsCheckedForItsShape() {
        assertThat(form.doCheckSecret(" ").kind).isEqualTo(ERROR);
        assertThat(form.doCheckSecret("password").kind).isEqualTo(WARNING);
        assertThat(form.doCheckSecret(Tokens.of("bot") + " ").toString()).isEqualTo("OK: A token of bot");
    }

    @Test
    void storedSecretIsNotTold() {
        var stored = Secret.fromString(Tokens.of("bot")).getEncryptedValue();
        assertThat(form.doCheckSecret(stored).kind).isEqualTo(OK);
        assertThat(form.doCheckSecret(stored).renderHtml()).doesNotContain("bot");
    }

    private static ZadigToken token(String id, String description) {
        return new ZadigToken(CredentialsScope.GLOBAL, id, description, Secret.fromString("a.b.c"));
    }
}
