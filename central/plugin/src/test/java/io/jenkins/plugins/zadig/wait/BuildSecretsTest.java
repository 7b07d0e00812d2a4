package io.jenkins.plugins.zadig.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.console.HyperlinkNote;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BuildSecretsTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final Run<?, ?> run = jenkins.build();
    private final BuildSecrets secrets = BuildSecrets.of(run);

    private void met(String... values) {
        for (var value : values) {
            secrets.met(run, Set.of("NAME", "NONE"), Map.of("NAME", value, "OTHER", "other"));
        }
    }

    private static final class Parameter extends ParameterValue {
        private static final long serialVersionUID = 1L;
        private final transient Object value;
        private final boolean sensitive;

        Parameter(Object value, boolean sensitive) {
            super("P" + value.hashCode());
            this.value = value;
            this.sensitive = sensitive;
        }

        @Override
        public boolean isSensitive() {
            return sensitive;
        }

        @Override
        public Object getValue() {
            return value;
        }
    }

    @Test
    void passwordParametersOfEveryKindOfBuildAreSecrets() {
        run.addAction(new ParametersAction(
                new Parameter(Secret.fromString("hunter2"), true),
                new Parameter("typed-in", true),
                new Parameter("release", false)));
        assertThat(BuildSecrets.of(run).apply("hunter2 typed-in release")).isEqualTo("**** **** release");
    }

    @Test
    void secretIsMaskedHoweverItIsWritten() {
        met("a\"b c/d\u00e9");
        var base64 = Base64.getEncoder().encodeToString("a\"b c/d\u00e9".getBytes(StandardCharsets.UTF_8));
        assertThat(secrets.apply("1 a\"b c/d\u00e9 2 a\\\"b c/d\u00e9 3 a%22b+c%2Fd%C3%A9 4 " + base64
                        + " 5 a%22b%20c%2Fd%C3%A9"))
                .doesNotContain("b c")
                .doesNotContain("b+c")
                .doesNotContain(base64.substring(0, 8))
                .doesNotContain("b%20c")
                .contains("1 ****", "2 ****", "3 ****", "4 ****", "5 ****");
    }

    @Test
    void maskIsNotGivenUpBecauseOfStars() {
        met("ab****cd", "****x");
        assertThat(secrets.apply("**** ab****cd ****x")).isEqualTo("**** **** ****");
    }

    @Test
    void longerSecretGoesFirst() {
        met("pass", "password-1");
        assertThat(secrets.apply("password-1 pass")).isEqualTo("**** ****");
    }

    @Test
    void shortSecretIsOneOnlyWhereItStandsAlone() {
        met("1", "ab");
        assertThat(secrets.apply("1 of 11: ab, about")).isEqualTo("**** of 11: ****, about");
    }

    @Test
    void linesOfAKeyAreSecrets() {
        met("-----BEGIN KEY-----\nQUJDREVGRw\n-----END KEY-----\n");
        assertThat(secrets.apply("read QUJDREVGRw here")).isEqualTo("read **** here");
    }

    @Test
    void everyZadigTokenIsASecret() {
        assertThat(BuildSecrets.of(jenkins.build()).apply("Bearer eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiYm90In0.c2ln x"))
                .isEqualTo("Bearer **** x");
    }

    @Test
    void whatWasMetIsKnownForTheWholeBuildAndNoOther() {
        met("hunter2");
        assertThat(BuildSecrets.of(run).apply("hunter2")).isEqualTo("****");
        assertThat(BuildSecrets.of(jenkins.build()).apply("hunter2")).isEqualTo("hunter2");
    }

    @Test
    void failureLosesItsCausesAndItsSecrets() {
        met("hunter2");
        var line = BuildSecrets.clean(
                (AbortException) new AbortException("no hunter2").initCause(new IllegalStateException("hunter2")), secrets);
        assertThat(line).isExactlyInstanceOf(AbortException.class).hasMessage("no ****").hasNoCause();
        var defect = BuildSecrets.clean(new IllegalStateException(new RuntimeException("hunter2")), secrets);
        assertThat(defect).isInstanceOf(AbortException.class).hasNoCause().hasMessageContaining("****");
        var harmless = new IllegalStateException("defect");
        assertThat(BuildSecrets.clean(harmless, secrets)).isSameAs(harmless);
    }

    @Test
    void consoleKeepsItsLinks() {
        // Short, so that some link has it in its encoded form.
        met("abcd");
        var bytes = new ByteArrayOutputStream();
        var log = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        TaskListener listener = () -> log;
        var links = IntStream.range(0, 200)
                .mapToObj(i -> HyperlinkNote.encodeTo("http://x/abcd" + i, "page " + i))
                .toList();
        links.forEach(link -> secrets.console(listener).getLogger().println("see " + link + " abcd 发布"));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(
                        links.stream().map(link -> "see " + link + " **** 发布").toList());
    }

    /** A block that has ended cannot be asked again, but Zadig may repeat what it sent. */
    @Test
    void whatWasMetIsKnownAfterARestart() throws Exception {
        met("hunter2-of-a-block", "{AQAAABAAAAAQ-looks-encrypted}");
        var file = run.getRootDir().toPath().resolve("zadig/secrets");

        assertThat(java.nio.file.Files.readString(file)).doesNotContain("hunter2");
        BuildSecrets.forget();
        var later = BuildSecrets.of(run);
        assertThat(later).isNotSameAs(secrets);
        assertThat(later.apply("Zadig says hunter2-of-a-block, {AQAAABAAAAAQ-looks-encrypted}"))
                .isEqualTo("Zadig says ****, ****");
    }

    @Test
    void buildWithoutSecretsKeepsNoFile() {
        met("");
        assertThat(run.getRootDir().toPath().resolve("zadig/secrets")).doesNotExist();
    }
}
