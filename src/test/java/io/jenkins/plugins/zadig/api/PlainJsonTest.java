package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        var value = new LinkedHashMap<String, Object>();
        value.put("text", "发布 \"1\"");
        value.put("number", 7);
        value.put("list", List.of(true, Map.of("a", "b")));

        var json = PlainJson.write(value);

        assertThat(json).isEqualTo("{\"text\":\"发布 \\\"1\\\"\",\"number\":7,\"list\":[true,{\"a\":\"b\"}]}");
        assertThat(PlainJson.read(json)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "null", "[1]", "\"text\"", "{\"a\": b}"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainJson.read(json))
                .satisfies(x -> assertThat(x.getMessage()).isNotEmpty());
    }

    @Test
    void otherValuesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PlainJson.write(Map.of("odd", new Object())));
    }
}
