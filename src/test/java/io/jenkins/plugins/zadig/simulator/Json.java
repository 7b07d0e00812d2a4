package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** The JSON that the simulator reads and writes. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The same as maps, lists and plain values. */
    static Object plain(JsonNode tree) {
        return MAPPER.convertValue(tree, Object.class);
    }

    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static JsonNode read(InputStream in) throws IOException {
        return MAPPER.readTree(in);
    }

    /** Seconds since 1970, and 0 for a time that is not set (zadig-servers 11.3). */
    static long seconds(Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }

    /** A time that Zadig leaves out when it is not set (omitempty, zadig-servers 11.5). */
    static void putTime(ObjectNode node, String field, Instant time) {
        if (time != null) {
            node.put(field, time.getEpochSecond());
        }
    }

    /** A text that Zadig leaves out when it is empty (omitempty, zadig-servers 11.5). */
    static void putText(ObjectNode node, String field, String text) {
        if (!text.isEmpty()) {
            node.put(field, text);
        }
    }
}
