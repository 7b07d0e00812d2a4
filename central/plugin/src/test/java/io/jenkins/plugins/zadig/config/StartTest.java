package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start of the controller loads, in a JVM of its own. */
class StartTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void nothingOfAnHttpClientIsLoadedBeforeTheFirstUse(int servers) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartProcess.class.getName(),
                        Integer.toString(servers))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).anyMatch(line -> line.startsWith("took "));
        assertThat(output.lines().filter(line -> line.contains(" java.net.http."))).isEmpty();
        assertThat(output.lines().filter(line -> line.contains("WorkerThreads "))).isNotEmpty();
    }
}
