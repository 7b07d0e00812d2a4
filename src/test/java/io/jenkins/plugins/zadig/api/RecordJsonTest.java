package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files outlive versions of the plugin: they are read as far as they are known. */
class RecordJsonTest {
    private record Kept(String name, long number) {}

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var kept = new Kept("发布", 7);

        assertThat(RecordJson.read(RecordJson.write(kept), Kept.class)).isEqualTo(kept);
        assertThat(RecordJson.write(kept)).asString(StandardCharsets.UTF_8).contains("\"发布\"");
    }

    @Test
    void moreIsIgnoredAndLessIsNothing() throws IOException {
        assertThat(read("{\"name\":\"a\",\"later\":{\"number\":[1]}}")).isEqualTo(new Kept("a", 0));
        assertThat(read("{}")).isEqualTo(new Kept("", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"number\":{}}", "{\"name\":\"a\""})
    void whatIsNoSuchRecordFails(String json) {
        assertThatIOException().isThrownBy(() -> read(json));
    }

    private static Kept read(String json) throws IOException {
        return RecordJson.read(json.getBytes(StandardCharsets.UTF_8), Kept.class);
    }
}
