package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class CodeSourceTest {
    private static Throwable failure(Callable<String> content) {
        var read = new CodeSource("code", null, "workflow.yaml").read(content);
        return Actor.cause(read.handle((text, thrown) -> thrown)
                .orTimeout(Duration.ofSeconds(20).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join());
    }

    @Test
    void errorEndsTheReading() {
        var error = new LinkageError("loader");
        assertThat(failure(() -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void whatTheDiskSaysIsALineForUsers() {
        assertThat(failure(() -> {
                    throw new IOException("Input/output error");
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("Input/output error");
    }
}
