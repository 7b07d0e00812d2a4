package io.jenkins.plugins.zadig.config;

import static hudson.util.FormValidation.Kind.OK;
import static hudson.util.FormValidation.Kind.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.Secret;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ZadigTokenTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

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
        assertThat(form.doCheckSecret(null, " ").kind).isEqualTo(OK);
        assertThat(form.doCheckSecret(null, "password").kind).isEqualTo(WARNING);
        assertThat(form.doCheckSecret(null, Tokens.of("bot") + " ").toString()).isEqualTo("OK: A token of bot");
    }

    @Test
    void storedSecretIsNotTold() {
        var stored = Secret.fromString(Tokens.of("bot")).getEncryptedValue();
        assertThat(form.doCheckSecret(null, stored).kind).isEqualTo(OK);
        assertThat(form.doCheckSecret(null, stored).renderHtml()).doesNotContain("bot");
    }

    /** Otherwise the answers would tell whether a text can be decrypted, and so any secret of the controller in the end. */
    @Test
    void nothingPostedIsDecrypted() {
        var stored = Secret.fromString("anything").getEncryptedValue();
        var forged = stored.replaceFirst("[A-Za-z]", "!").replace("!", "Zz9");
        assertThat(Secret.decrypt("{" + "A".repeat(5) + "}"))
                .as("broken for Jenkins")
                .isNull();
        for (var posted : List.of(stored, forged, "{" + "A".repeat(5) + "}", "{AQAAABAAAAAg" + "B".repeat(43) + "=}", "{}")) {
            assertThat(form.doCheckSecret(null, posted).renderHtml())
                    .as(posted)
                    .isEqualTo(FormValidation.ok().renderHtml());
        }
        var noToken = form.doCheckSecret(null, "a").renderHtml();
        for (var posted : List.of("password", "{", "{not base64}", "a.b", Tokens.of("bot").substring(3) + ".")) {
            assertThat(form.doCheckSecret(null, posted).renderHtml()).as(posted).isEqualTo(noToken);
        }
    }

    @Test
    void onlyWhoMayKeepCredentialsGetsAnAnswer() {
        var folder = new MemoryFolder("team");
        try (var somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            jenkins.allowed(Jenkins.READ, Item.READ, Item.CONFIGURE);
            for (var posted : List.of("", "password", Tokens.of("bot"))) {
                assertThat(form.doCheckSecret(folder, posted).renderHtml())
                        .isEqualTo(FormValidation.ok().renderHtml());
                assertThat(form.doCheckSecret(null, posted).renderHtml())
                        .isEqualTo(FormValidation.ok().renderHtml());
            }
            jenkins.allowed(CredentialsProvider.UPDATE);
            assertThat(form.doCheckSecret(folder, Tokens.of("bot")).renderHtml()).contains("bot");
        }
    }

    @Test
    void kindHasAnIconAndSaysWhatItIsFor() {
        assertThat(form.getIconClassName()).isEqualTo("symbol-zadig plugin-zadig");
        assertThat(form.getDescription()).contains("Zadig user");
    }

    private static ZadigToken token(String id, String description) {
        return new ZadigToken(CredentialsScope.GLOBAL, id, description, Secret.fromString("a.b.c"));
    }
}
