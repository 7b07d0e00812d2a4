package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;

/** Maps, lists, text, numbers and booleans as JSON text. */
public final class PlainJson {
    private static final ObjectReader EXACT =
            Json.MAPPER.readerFor(Map.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private PlainJson() {}

    /**
     * JSON in one line.
     *
     * @throws IllegalArgumentException for values of other types
     */
    public static String write(Map<String, ?> value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException x) {
            throw new IllegalArgumentException(x.getOriginalMessage());
        }
    }

    /**
     * What {@link #write} wrote. Numbers keep their digits, so that 1.10 does not become 1.1.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static Map<String, Object> read(String json) {
        try {
            Map<String, Object> value = EXACT.readValue(json);
            if (value == null) {
                throw new IllegalArgumentException("null");
            }
            return value;
        } catch (JsonProcessingException x) {
            throw new IllegalArgumentException(x.getOriginalMessage());
        }
    }
}
