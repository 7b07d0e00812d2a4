package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tells how an answer differs from a recorded one. Of times, ids of the database, commits, tokens and texts of logs it is
 * asked only whether they are there.
 */
final class Difference {
    private static final Set<String> VOLATILE = Set.of(
            "create_time",
            "start_time",
            "end_time",
            "update_time",
            "operation_time",
            "cost_seconds",
            "rand_str",
            "request_id",
            "registry_id",
            "docker_registry_id",
            "image_id",
            "cluster_id",
            "cluster_name",
            "oauth_token",
            "token",
            "created_at",
            "updated_at",
            "uid",
            "yaml_content",
            "origin_revision",
            "commit_url",
            "detail_url");

    /** What the real server made of a user whom the simulator calls by the name. */
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final List<String> differences = new ArrayList<>();

    /** What differs, each with its place; nothing when the answers are equal. */
    static List<String> of(int recordedStatus, JsonNode recorded, int status, String body, String type) {
        var difference = new Difference();
        if (recordedStatus != status) {
            difference.differences.add("status " + status + " and not " + recordedStatus);
        }
        difference.compare("", recorded, read(recorded, body, type));
        return difference.differences;
    }

    /** The same of two notifications. */
    static List<String> of(JsonNode recorded, JsonNode found) {
        var difference = new Difference();
        difference.compare("", recorded, found);
        return difference.differences;
    }

    private static JsonNode read(JsonNode recorded, String body, String type) {
        try {
            return recorded.isTextual() || recorded.isNull() || !type.contains("json")
                    ? Json.tree(body)
                    : Json.read(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return Json.tree(body);
        }
    }

    private void compare(String place, JsonNode recorded, JsonNode found) {
        if (recorded.isObject() && found.isObject()) {
            objects(place, recorded, found);
        } else if (recorded.isArray() && found.isArray()) {
            if (recorded.size() != found.size()) {
                differences.add(place + ": " + found.size() + " and not " + recorded.size() + " elements");
            }
            if (place.equals(".workflows")) {
                recorded = sorted(recorded);
                found = sorted(found);
            }
            for (int i = 0; i < Math.min(recorded.size(), found.size()); i++) {
                compare(place + "[" + i + "]", recorded.get(i), found.get(i));
            }
        } else if (place.isEmpty() && (recorded.isNull() || recorded.isTextual())) {
            texts(recorded.isNull() ? "" : recorded.asText(), found.isTextual() ? found.asText() : found.toString());
        } else if (!kind(recorded).equals(kind(found))
                || !isAside(place, recorded) && !value(recorded).equals(value(found))) {
            differences.add(place + ": " + shortened(found) + " and not " + shortened(recorded));
        }
    }

    /** The database gives them in any order. */
    private static JsonNode sorted(JsonNode workflows) {
        var list = new ArrayList<JsonNode>();
        workflows.forEach(list::add);
        list.sort(Comparator.comparing(workflow -> workflow.path("workflow_key").asText()));
        return Json.array().addAll(list);
    }

    private void objects(String place, JsonNode recorded, JsonNode found) {
        var names = new TreeSet<String>();
        recorded.fieldNames().forEachRemaining(names::add);
        found.fieldNames().forEachRemaining(names::add);
        for (String name : new LinkedHashSet<>(names)) {
            var at = place + "." + name;
            if (!recorded.has(name)) {
                differences.add(at + ": only the simulator has it");
            } else if (!found.has(name)) {
                differences.add(at + ": only the real server has it");
            } else {
                compare(at, recorded.path(name), found.path(name));
            }
        }
    }

    /** Whole answers that are texts: logs are compared by whether there is one. */
    private void texts(String recorded, String found) {
        var cut = recorded.endsWith("…");
        if (cut ? found.isEmpty() : !recorded.equals(found)) {
            differences.add("text: " + shortened(Json.tree(found)) + " and not " + shortened(Json.tree(recorded)));
        }
    }

    private static boolean isAside(String place, JsonNode recorded) {
        var name = place.substring(place.lastIndexOf('.') + 1);
        return VOLATILE.contains(name)
                || (name.equals("user_id") || name.equals("manual_exector_id"))
                        && UUID.matcher(recorded.asText()).matches();
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name();
    }

    private static String value(JsonNode node) {
        if (node.isNumber()) {
            return Double.toString(node.asDouble());
        }
        return node.asText()
                .replaceAll("uid-of-", "uid-")
                .replaceAll("\\b\\d{14}-(\\d+)-", "<time>-$1-")
                .replaceAll("taskID: \\d+$", "taskID: <id>")
                .replaceAll("-[a-z0-9]{5}$", "-<random>");
    }

    private static String shortened(JsonNode node) {
        var text = node.toString();
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }
}
