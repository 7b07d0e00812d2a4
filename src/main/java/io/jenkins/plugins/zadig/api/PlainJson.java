package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;

/** Maps, lists, text, numbers and booleans as JSON text. */
public final class PlainJson {
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
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(String json) {
        try {
            var value = Json.MAPPER.readValue(json, Map.class);
            if (value == null) {
                throw new IllegalArgumentException("null");
            }
            return value;
        } catch (JsonProcessingException x) {
            throw new IllegalArgumentException(x.getOriginalMessage());
        }
    }
}
