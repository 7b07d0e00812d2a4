package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers leave out or send as null reads as empty, wherever it is. */
class JsonTest {
    record Part(String name, List<String> words) {}

    record Answer(
            String text,
            @JsonDeserialize(using = LenientText.class) String lenient,
            List<String> words,
            List<Part> parts,
            long number) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\": null, \"lenient\": null, \"words\": null, \"parts\": null, \"number\": null}",
                "{\"text\": \"\", \"lenient\": {}, \"words\": \"\", \"parts\": \"\"}",
                "{\"words\": [null], \"parts\": [null, null]}",
                "{\"words\": [], \"unknown\": {\"deep\": [1]}}"
            })
    void whatIsLeftOutIsEmpty(String json) throws Exception {
        assertThat(Json.MAPPER.readValue(json, Answer.class)).isEqualTo(new Answer("", "", List.of(), List.of(), 0));
    }

    @Test
    void partsOfListsAreReadSo() throws Exception {
        assertThat(Json.MAPPER
                        .readValue("{\"parts\": [null, {}, {\"words\": [\"a\", null]}]}", Answer.class)
                        .parts())
                .containsExactly(new Part("", List.of()), new Part("", List.of("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[null]"})
    void answersThatAreListsToo(String json) throws Exception {
        assertThat(Json.list(json.getBytes(StandardCharsets.UTF_8), Part.class)).isEmpty();
    }
}
