package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Texts lose the secrets that the log of a step would lose, and nothing else. */
class LogMaskTest {
    private static ConsoleLogFilter filter(UnaryOperator<String> change) {
        return new ConsoleLogFilter() {
            @Override
            public OutputStream decorateLogger(Run build, OutputStream logger) {
                return new FilterOutputStream(logger) {
                    @Override
                    public void write(byte[] bytes) throws IOException {
                        out.write(change.apply(new String(bytes, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        };
    }

    @Test
    void secretsOfTheStepAreMasked() {
        var mask = new LogMask(filter(text -> text.replace("hunter2", "****")), null);
        assertThat(mask.apply("user:hunter2@host")).isEqualTo("user:****@host");
        assertThat(mask.apply("1.4")).isEqualTo("1.4");
    }

    @Test
    void decorationsAreNoSecrets() {
        var mask = new LogMask(filter(text -> "12:00:00 " + text), null);
        assertThat(mask.apply("1.4")).isEqualTo("1.4");
        assertThat(new LogMask(null, null).apply("1.4")).isEqualTo("1.4");
    }

    @Test
    void textWithStarsIsMaskedAsAnyOther() {
        var mask = new LogMask(filter(text -> text.replace("hunter2", "****").replace("a****b", "****")), null);
        assertThat(mask.apply("**** hunter2")).isEqualTo("**** ****");
        assertThat(mask.apply("x a****b")).isEqualTo("x ****");
        assertThat(mask.apply("****")).isEqualTo("****");
    }

    @Test
    void linesAreMaskedOneByOne() {
        var mask = new LogMask(filter(text -> "12:00:00 " + text.replace("hunter2", "****")), null);
        assertThat(mask.apply("one\nhunter2")).isEqualTo("one\n12:00:00 ****");
    }

    @Test
    void whatCannotBeMaskedIsNotShown() {
        var broken = filter(text -> {
            throw new IllegalStateException("broken");
        });
        assertThat(new LogMask(broken, null).apply("1.4")).isEmpty();
    }
}
