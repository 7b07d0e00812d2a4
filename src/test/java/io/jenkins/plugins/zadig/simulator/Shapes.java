package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Which fields each line's structs have, as the recorded answers of real servers show them: {@code shapes.json}. A value
 * is there as the zero of its type; a name that begins with a question mark is left out when it is empty.
 */
final class Shapes {
    private static final JsonNode ALL = read();
    private static final String OPTIONAL = "?";
    private static final String EMPTY = "!empty";
    private static final String BY = "!by";
    private static final String NULL = "!null";
    /** Fields of a repository that no recorded one had, as they are left out when they are empty (read in the source). */
    private static final List<String> PINS = List.of("tag", "commit_id", "enable_commit", "pr", "prs");

    /** The same of a task. */
    private static final List<String> REQUESTS = List.of("pr", "prs");

    /** What becomes of a chart's values, which no recorded workflow says (zadig-servers 7.27). */
    private static final List<String> VALUES =
            List.of("merge_strategy_source", "value_merge_strategy", "value_sync_strategy");

    private Shapes() {}

    /** The spec of a job as a server stores it that was asked to create the workflow. */
    static ObjectNode stored(Line line, String type, JsonNode sent) {
        var stored = of(line.storesAs(), "stored", type, sent);
        pin(
                PINS,
                line.requiresValues() ? List.of("choice_option", "required") : List.of("choice_option"),
                sent,
                stored);
        if (line.atLeast(Line.V3_4_0)) {
            VALUES.stream().filter(sent::has).forEach(name -> stored.set(name, sent.path(name)));
        }
        return stored;
    }

    /** Adds what repositories and variables have besides. */
    private static void pin(List<String> repositories, List<String> variables, JsonNode sent, JsonNode stored) {
        if (stored instanceof ObjectNode object) {
            (stored.has("repo_name") ? repositories : stored.has("key") ? variables : List.<String>of())
                    .stream().filter(pin -> !isZero(sent.path(pin))).forEach(pin -> object.set(pin, sent.path(pin)));
        }
        for (int i = 0; i < stored.size() && stored.isArray(); i++) {
            pin(repositories, variables, sent.path(i), stored.path(i));
        }
        stored.fields()
                .forEachRemaining(field -> pin(repositories, variables, sent.path(field.getKey()), field.getValue()));
    }

    /** The spec of a job task. */
    static ObjectNode task(Line line, String type, JsonNode values) {
        var task = of(line.recordedAs(), "task", type, values);
        pin(REQUESTS, List.of(), values, task);
        return task;
    }

    /** A repository, of a job or of a variable. */
    static ObjectNode repository(Line line, JsonNode values) {
        return object(
                ALL.path(line.recordedAs())
                        .path("task")
                        .path("freestyle")
                        .path("repos")
                        .path(0),
                values);
    }

    private static ObjectNode of(String server, String kind, String type, JsonNode values) {
        var shape = ALL.path(server).path(kind).path(type);
        return shape.isObject() ? object(shape, values) : values.deepCopy();
    }

    private static ObjectNode object(JsonNode shape, JsonNode values) {
        var result = Json.object();
        shape.fields().forEachRemaining(field -> {
            var name = field.getKey();
            if (name.startsWith(OPTIONAL)) {
                var value = values.path(name.substring(1));
                if (!isZero(value)) {
                    result.set(name.substring(1), value(field.getValue(), value));
                }
            } else if (!name.equals(NULL)) {
                result.set(name, value(chosen(field.getValue(), values), values.path(name)));
            }
        });
        return result;
    }

    /** The shape of a field that depends on another field, as the specs of steps depend on their types. */
    private static JsonNode chosen(JsonNode shape, JsonNode values) {
        return shape.has(BY) ? shape.path(values.path(shape.path(BY).asText()).asText()) : shape;
    }

    private static JsonNode value(JsonNode shape, JsonNode value) {
        if (shape.isObject()) {
            var none = value.isMissingNode() || value.isNull();
            return none && shape.has(NULL) ? Json.object().nullNode() : object(shape, value);
        }
        if (shape.isArray()) {
            return array(shape, value);
        }
        return value.isMissingNode() && !shape.isMissingNode() ? shape : value.deepCopy();
    }

    private static JsonNode array(JsonNode shape, JsonNode value) {
        if (EMPTY.equals(shape.path(0).asText())) {
            return Json.array();
        }
        if (!value.isArray()) {
            return NULL.equals(shape.path(shape.size() - 1).asText())
                    ? Json.object().nullNode()
                    : Json.array();
        }
        ArrayNode result = Json.array();
        var element = shape.path(0);
        value.forEach(one ->
                result.add(element.isObject() && one.isObject() ? object(element, one) : (JsonNode) one.deepCopy()));
        return result;
    }

    private static boolean isZero(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isEmpty()
                || value.isNumber() && value.asLong() == 0
                || value.isBoolean() && !value.asBoolean()
                || value.isArray() && value.isEmpty();
    }

    private static JsonNode read() {
        try (var in = Shapes.class.getResourceAsStream("shapes.json")) {
            return Json.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
