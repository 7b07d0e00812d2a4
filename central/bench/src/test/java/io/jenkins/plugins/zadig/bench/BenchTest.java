package io.jenkins.plugins.zadig.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** That the benchmark runs; what it finds depends on the machine, and is judged by no test. */
class BenchTest {
    @Test
    void figuresComeOut() throws Exception {
        var out = new ByteArrayOutputStream();
        var table =
                BenchMain.run(Settings.smoke("waits,decode"), null, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(table.figures())
                .hasSize(12)
                .allSatisfy(
                        figure -> assertThat(figure.value()).as(figure.name()).isFinite());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("| figure ", "20 waits: requests");
    }
}
