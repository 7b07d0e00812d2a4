package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a program of its own. */
class SimulatorMainTest {
    private static final Pattern FIRST_LINE =
            Pattern.compile("Zadig simulator (\\S+) at (http://127.0.0.1:\\d+/) token file (\\S+)");

    private static Process start(String argument) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName(), argument)
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void saysWhereItIsAndServes() throws Exception {
        var process = start("line=4.1");
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = FIRST_LINE.matcher(out.readLine());
            assertThat(line.matches()).isTrue();
            assertThat(line.group(1)).isEqualTo("4.1");
            var token = Path.of(line.group(3));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
            var request = HttpRequest.newBuilder(URI.create(line.group(2)).resolve("openapi/projects/project"))
                    .header("Authorization", "Bearer " + Files.readString(token))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            // Unlike Process.destroy this leaves the output open, so that all of it is read.
            process.toHandle().destroy();
            process.waitFor();
            assertThat(out.readLine()).isNull();
            assertThat(token).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void tellsAControllerWhereItIs(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("zadig.token"), "of a run before");
        var process = start("directory=" + home);
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = FIRST_LINE.matcher(out.readLine());
            assertThat(line.matches()).isTrue();
            assertThat(home.resolve("zadig.url")).hasContent(line.group(2));
            assertThat(home.resolve("zadig.token")).hasToString(line.group(3));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("zadig.token"))))
                    .isEqualTo("rw-------");
            assertThat(home.resolve("zadig.token")).content().contains(".").doesNotContain("before");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void unknownLinesAndFaultsAreRefusedWithWhatIsKnown() {
        assertThatThrownBy(() -> Line.of("9.9")).hasMessageContaining("known: 1.18 2.2");
        assertThatThrownBy(() -> ZadigSimulator.builder().fault("flood")).hasMessageContaining("test-failure");
    }
}
