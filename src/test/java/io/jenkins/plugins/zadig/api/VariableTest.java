package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are text, whatever a server sends; those of credentials are not kept. */
class VariableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1.2\"|false|1.2",
                "7|false|7",
                "true|false|true",
                "null|false|''",
                "{\"name\":\"inner\"}|false|''",
                "[\"a\"]|false|''",
                "\"hunter2\"|true|''",
            })
    void valueIsText(String json, boolean credential, String value) throws JsonProcessingException {
        var variable = Json.MAPPER.readValue(
                "{\"value\":" + json + ",\"is_credential\":" + credential + ",\"name\":\"VERSION\"}", Variable.class);

        assertThat(variable.value()).isEqualTo(value);
        assertThat(variable.name()).isEqualTo("VERSION");
    }
}
