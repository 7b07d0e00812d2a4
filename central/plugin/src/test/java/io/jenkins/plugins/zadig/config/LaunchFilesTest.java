package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What launches keep does not grow with builds, however many workflows are made for them. */
class LaunchFilesTest {
    private record Word(String text) {}

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final LaunchFiles files = new LaunchFiles();

    private String read(String kind, String name) {
        var word = files.read(kind, name, Word.class);
        return word == null ? "" : word.text();
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(read("runs", "https://zadig.example.com/ release")).isEmpty();
        files.write("runs", "https://zadig.example.com/ release", new Word("first"));
        files.write("runs", "https://zadig.example.com/ release", new Word("second"));
        files.write("users", "https://zadig.example.com/ release", new Word("other"));
        assertThat(read("runs", "https://zadig.example.com/ release")).isEqualTo("second");
        assertThat(read("users", "https://zadig.example.com/ release")).isEqualTo("other");
    }

    @Test
    void thoseThatWereNotWrittenForLongGo() throws IOException {
        files.write("users", "a", new Word("kept"));
        for (int i = 0; i <= LaunchFiles.MAX; i++) {
            files.write("runs", "workflow " + i, new Word("run"));
        }
        Path folder = Jenkins.get().getRootDir().toPath().resolve("zadig-launches");
        try (var all = Files.list(folder)) {
            assertThat(all.count()).isLessThanOrEqualTo(LaunchFiles.MAX + 1L);
        }
        assertThat(read("runs", "workflow " + LaunchFiles.MAX)).isEqualTo("run");
        assertThat(read("users", "a")).isEqualTo("kept");
    }
}
