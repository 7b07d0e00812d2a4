package io.jenkins.plugins.zadig.config;

import static hudson.util.FormValidation.Kind.ERROR;
import static hudson.util.FormValidation.Kind.OK;
import static hudson.util.FormValidation.Kind.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.access.AccessDeniedException;

class ZadigServerTest {
    private static final String URL = "https://zadig.example.com";

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final ZadigServer.DescriptorImpl form = new ZadigServer.DescriptorImpl();

    @Test
    void settingsHaveDefaultsAndBounds() {
        var server = new ZadigServer(" main ", URL, null);
        assertThat(server.name).isEqualTo("main");
        assertThat(server.credentialsId).isEmpty();
        assertThat(server.getRequestsPerSecond()).isEqualTo(5);
        assertThat(server.getLaunchKeyVariable()).isEqualTo("JENKINS_LAUNCH_KEY");
        assertThat(server.getNotificationCredentialsId()).isEmpty();

        server.setRequestsPerSecond(0);
        assertThat(server.getRequestsPerSecond()).isEqualTo(1);
        server.setRequestsPerSecond(1000);
        assertThat(server.getRequestsPerSecond()).isEqualTo(100);
        server.setLaunchKeyVariable(null);
        assertThat(server.getLaunchKeyVariable()).isEmpty();
    }

    @Test
    void fieldsAreCheckedAsTheyAreTyped() {
        assertThat(form.doCheckName(" ").kind).isEqualTo(OK);
        assertThat(form.doCheckName("a/b").kind).isEqualTo(ERROR);
        assertThat(form.doCheckUrl("").kind).isEqualTo(OK);
        assertThat(form.doCheckName("main").kind).isEqualTo(OK);
        assertThat(form.doCheckUrl("zadig.example.com").kind).isEqualTo(ERROR);
        assertThat(form.doCheckUrl("http://zadig.example.com").kind).isEqualTo(WARNING);
        assertThat(form.doCheckUrl(URL).kind).isEqualTo(OK);
        assertThat(form.doCheckRequestsPerSecond("0").kind).isEqualTo(ERROR);
        assertThat(form.doCheckRequestsPerSecond("5").kind).isEqualTo(OK);
        assertThat(form.doCheckLaunchKeyVariable("").renderHtml()).contains("carry no key");
        assertThat(form.doCheckLaunchKeyVariable("JENKINS_LAUNCH_KEY").kind).isEqualTo(OK);
        assertThat(form.doCheckLaunchKeyVariable("no dash-es").kind).isEqualTo(WARNING);
    }

    @Test
    void tokensThatBuildsCanUseAreOffered() {
        jenkins.token("token", Tokens.of("bot"));
        jenkins.credential(new ZadigToken(CredentialsScope.SYSTEM, "hidden", "", Secret.fromString("x")));
        assertThat(values(form.doFillCredentialsIdItems(null, URL, "gone")))
                .containsExactlyInAnyOrder("", "token", "hidden", "gone");
        assertThat(values(FormChoices.credentials(null, "gone")))
                .as("of a step")
                .containsExactlyInAnyOrder("", "token", "gone");
        assertThat(values(form.doFillCredentialsIdItems(new MemoryFolder("team"), URL, "")))
                .containsExactlyInAnyOrder("", "token");
    }

    @Test
    void credentialIsOfferedAndCheckedForAdministratorsOnly() {
        jenkins.token("token", Tokens.of("bot", Duration.ofDays(1)));
        jenkins.nothingAllowed();
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThat(values(form.doFillCredentialsIdItems(null, URL, "current")))
                    .containsExactly("current");
            assertThat(form.doCheckCredentialsId(null, "token", URL).renderHtml())
                    .doesNotContain("bot");
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> form.doTestConnection(null, URL, "token"));
        }
    }

    @Test
    void credentialIsSaidToBeWhose() {
        jenkins.token("global", Tokens.of("bot"));
        jenkins.token("login", Tokens.of("jane", Duration.ofDays(1)));
        jenkins.token("expired", Tokens.of("jane", Duration.ofDays(-1)));
        jenkins.token("password", "secret");
        jenkins.credential(new ZadigToken(CredentialsScope.SYSTEM, "hidden", "", Secret.fromString(Tokens.of("bot"))));

        assertThat(form.doCheckCredentialsId(null, "hidden", URL).toString()).isEqualTo("OK: A token of bot");
        assertThat(form.doCheckCredentialsId(null, "global", URL).toString())
                .startsWith("WARNING: A token of bot. Any Jenkinsfile can take");
        assertThat(form.doCheckCredentialsId(null, "login", URL).toString())
                .startsWith("WARNING: This is a log-in token of jane");
        assertThat(form.doCheckCredentialsId(null, "expired", URL).kind).isEqualTo(ERROR);
        assertThat(form.doCheckCredentialsId(null, "password", URL).toString())
                .startsWith("WARNING: This does not look like")
                .doesNotContain("secret");
        assertThat(form.doCheckCredentialsId(null, "gone", URL).toString())
                .startsWith("ERROR: There is no credential “gone”");
        assertThat(form.doCheckCredentialsId(null, "", URL).kind).isEqualTo(OK);
    }

    /** As XStream makes one: without a constructor, from what the file says. */
    @Test
    void fileIsBoundedAsTheFormIs() throws Exception {
        var read = fromFile("requestsPerSecond", 5_000, "giveUp", -3);
        assertThat(read.getRequestsPerSecond()).isEqualTo(100);
        assertThat(read.getGiveUp()).isEqualTo(1);

        var old = fromFile("requestsPerSecond", 0, "giveUp", 0, "launchKeyVariable", null, "notificationCredentialsId", null);
        assertThat(old.getRequestsPerSecond()).isEqualTo(5);
        assertThat(old.getGiveUp()).isEqualTo(60);
        assertThat(old.getLaunchKeyVariable()).isEqualTo("JENKINS_LAUNCH_KEY");
        assertThat(old.getNotificationCredentialsId()).isEmpty();
        assertThat(old.getAccessRules()).isEmpty();
        assertThat(old.isPageVotes()).isTrue();
    }

    private static ZadigServer fromFile(Object... fields) throws Exception {
        var read = new ZadigServer("main", URL, "token");
        for (int i = 0; i < fields.length; i += 2) {
            var field = ZadigServer.class.getDeclaredField((String) fields[i]);
            field.setAccessible(true);
            field.set(read, fields[i + 1]);
        }
        var resolve = ZadigServer.class.getDeclaredMethod("readResolve");
        resolve.setAccessible(true);
        return (ZadigServer) resolve.invoke(read);
    }

    private FormValidation notificationSecret(String id) {
        return form.doCheckNotificationCredentialsId(null, id, "east 1", URL, "api");
    }

    @Test
    void notificationSecretIsCheckedAndItsAddressSaid() {
        jenkins.token("api", Tokens.of("bot"));
        jenkins.token("other", Tokens.of("bot"));
        text("long", "0123456789abcdef");
        text("short", "0123456789");
        text("blank", "0123456789 abcdef");

        assertThat(notificationSecret("").toString()).isEqualTo("OK: " + Messages.ZadigServer_notificationsOff());
        assertThat(notificationSecret("long").toString())
                .isEqualTo("OK: Zadig notifies http://localhost:8080/jenkins/zadig-hook/east%201");
        assertThat(notificationSecret("gone").kind).isEqualTo(ERROR);
        assertThat(notificationSecret("api").kind).isEqualTo(ERROR);
        assertThat(notificationSecret("other").kind).isEqualTo(ERROR);
        for (var weak : List.of("short", "blank")) {
            assertThat(notificationSecret(weak).toString())
                    .startsWith("WARNING: Use 16")
                    .doesNotContain("0123456789");
        }
    }

    @Test
    void notificationSecretsThatAreNoTokensAreOfferedToAdministratorsOnly() {
        jenkins.token("api", Tokens.of("bot"));
        text("secret", "0123456789abcdef");
        assertThat(values(form.doFillNotificationCredentialsIdItems(null, URL, "gone")))
                .containsExactlyInAnyOrder("", "secret", "gone");
        jenkins.nothingAllowed();
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThat(values(form.doFillNotificationCredentialsIdItems(null, URL, "current")))
                    .containsExactly("current");
            assertThat(notificationSecret("secret").renderHtml())
                    .isEqualTo(FormValidation.ok().renderHtml());
        }
    }

    private void text(String id, String secret) {
        jenkins.credential(new SecretText(id, secret));
    }

    /** Secret text that has a name, as the declared one of the plugin has no form. */
    @NameWith(SecretText.Name.class)
    private static final class SecretText extends BaseStandardCredentials implements StringCredentials {
        private static final long serialVersionUID = 1L;
        private final Secret secret;

        SecretText(String id, String secret) {
            super(CredentialsScope.SYSTEM, id, "");
            this.secret = Secret.fromString(secret);
        }

        @Override
        public Secret getSecret() {
            return secret;
        }

        public static final class Name extends CredentialsNameProvider<SecretText> {
            @Override
            public String getName(SecretText text) {
                return text.getId();
            }
        }
    }

    @Test
    void whoMayConfigureAJobCannotSendATokenToAnAddressOfHisChoice() throws Exception {
        jenkins.token("token", Tokens.of("bot"));
        jenkins.allowed(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.CONFIGURE, CredentialsProvider.USE_ITEM);
        Item job = jenkins.build().getParent();
        var folder = new MemoryFolder("team");
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> form.doTestConnection(job, "http://127.0.0.1:1", "token"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> form.doTestConnection(null, "http://127.0.0.1:1", "token"));
            assertThat(form.doCheckCredentialsId(job, "token", URL).renderHtml())
                    .doesNotContain("bot");
            assertThat(form.doCheckCredentialsId(folder, "token", URL).renderHtml())
                    .contains("bot");
            assertThat(form.doTestConnection(folder, "http://127.0.0.1:1", "token").kind)
                    .isEqualTo(ERROR);
        }
    }

    @Test
    void connectionIsTestedWithTheStoredToken() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            jenkins.token("token", zadig.token());
            assertThat(form.doTestConnection(null, zadig.url().toString(), "token").kind)
                    .isEqualTo(OK);
            assertThat(form.doTestConnection(null, zadig.url().toString(), "gone").kind)
                    .isEqualTo(ERROR);
            assertThat(form.doTestConnection(null, zadig.url().toString(), "").kind)
                    .isEqualTo(ERROR);
            assertThat(form.doTestConnection(null, "zadig", "token").kind).isEqualTo(ERROR);
        }
    }

    private static Iterable<String> values(ListBoxModel items) {
        return items.stream().map(option -> option.value).toList();
    }
}
