package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** Says what is wrong with a body in the words of Go's decoder (recorded 1.18 to 5.0, zadig-servers 3). */
final class GoJson {
    private GoJson() {}

    /** Reads a body that must be an object of a Go type. */
    static JsonNode read(Line line, String body, String type) {
        if (body.isBlank()) {
            throw Refusal.invalid(line == Line.V1_18 ? "EOF" : "unexpected end of JSON input");
        }
        JsonNode read;
        try {
            read = Json.read(body);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(syntax(body, e.getLocation().getColumnNr() - 1));
        }
        if (!read.isObject()) {
            throw Refusal.invalid(cannot(read, "Go value of type " + type));
        }
        return read;
    }

    static String cannot(JsonNode found, String into) {
        return "json: cannot unmarshal " + kind(found) + " into " + into;
    }

    /** What Go says of a value that is not of the type that a field has, or nothing when it is. */
    static Optional<String> wrong(JsonNode value, boolean right, String field, String type) {
        return value.isMissingNode() || value.isNull() || right
                ? Optional.empty()
                : Optional.of(cannot(value, "Go struct field " + field + " of type " + type));
    }

    private static String kind(JsonNode node) {
        return node.isBoolean() ? "bool" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String syntax(String body, int reported) {
        var offset = Math.max(0, Math.min(reported, body.length() - 1));
        while (offset > 0 && Character.isLetterOrDigit(body.charAt(offset - 1))) {
            offset--;
        }
        var before = body.substring(0, offset).stripTrailing();
        return before.endsWith("{") || before.endsWith(",")
                ? "invalid character '" + body.charAt(offset) + "' looking for beginning of object key string"
                : "unexpected end of JSON input";
    }
}
