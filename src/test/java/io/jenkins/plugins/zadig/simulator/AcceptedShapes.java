package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import wiremock.org.yaml.snakeyaml.LoaderOptions;
import wiremock.org.yaml.snakeyaml.Yaml;
import wiremock.org.yaml.snakeyaml.constructor.SafeConstructor;
import wiremock.org.yaml.snakeyaml.error.YAMLException;

/**
 * The shapes of the requests that real servers accepted: of what changes something, the route with the keys of its query
 * and body, and of each listed job the keys that it is given.
 */
public final class AcceptedShapes {
    private static final List<String> RECORDINGS =
            List.of("1.18", "2.3", "3.2", "3.4", "r3.4", "4.1", "4.3", "r4.3", "v5.0.0", "5.0");
    /** What no real server was asked, as no job of that type ran there. */
    private static final Set<String> NEVER_ASKED = Set.of("job plugin");

    private static final Set<Shape> ACCEPTED = accepted();

    private AcceptedShapes() {}

    /** What is sent to an operation, or in it to a job of a type: the paths of all keys. */
    private record Shape(String what, Set<String> keys) {
        boolean holds(Shape other) {
            return what.equals(other.what) && keys.containsAll(other.keys);
        }
    }

    /** The requests to a simulator that no real server was seen to accept: each part that differs, with its keys. */
    public static Set<String> unknown(ZadigSimulator zadig) {
        var unknown = new TreeSet<String>();
        for (RecordedRequest request : zadig.requests()) {
            if (!"GET".equals(request.method())) {
                shapes(request.operation(), request.query().keySet(), request.body()).stream()
                        .filter(shape -> !NEVER_ASKED.contains(shape.what()))
                        .filter(shape -> ACCEPTED.stream().noneMatch(known -> known.holds(shape)))
                        .forEach(shape -> unknown.add(shape.what() + " " + new TreeSet<>(shape.keys())));
            }
        }
        return unknown;
    }

    private static Set<Shape> accepted() {
        var accepted = new HashSet<Shape>();
        for (String recording : RECORDINGS) {
            read(recording, accepted);
            if (!Set.of("r4.3", "v5.0.0").contains(recording)) {
                read("by-the-plugin-" + recording, accepted);
            }
        }
        read("by-the-plugin-5.0b", accepted);
        read("by-the-plugin-5.0c", accepted);
        return accepted;
    }

    private static void read(String recording, Set<Shape> accepted) {
        for (JsonNode line : Recording.lines(recording + ".jsonl")) {
            var exchange = new Exchange(line);
            if (exchange.status() / 100 == 2 && !"GET".equals(exchange.method())) {
                var parts = exchange.path().split("\\?", 2);
                var query = Front.query(parts.length > 1 ? parts[1] : "").keySet();
                accepted.addAll(shapes(operation(exchange.method(), parts[0]), query, exchange.body()));
            }
        }
    }

    private static Operation operation(String method, String path) {
        return Arrays.stream(Line.values())
                .map(line -> Operation.match(line, method, path).operation())
                .filter(operation -> operation != Operation.UNKNOWN)
                .findFirst()
                .orElse(Operation.UNKNOWN);
    }

    private static List<Shape> shapes(Operation operation, Set<String> query, String body) {
        var shapes = new ArrayList<Shape>();
        var keys = new TreeSet<String>();
        query.forEach(name -> keys.add("?" + name));
        var tree = tree(body);
        if (operation == Operation.CREATE_TASK && tree instanceof ObjectNode object) {
            for (JsonNode input : object.path("inputs")) {
                var own = new TreeSet<String>();
                collect("", input, own);
                shapes.add(new Shape("job " + input.path("job_type").asText(), own));
            }
            object.remove("inputs");
        }
        if (operation == Operation.CREATE_PRODUCT_TASK && tree.path("input") instanceof ObjectNode input) {
            for (String part : List.of("build", "deploy")) {
                var own = new TreeSet<String>();
                collect("", input.path(part), own);
                shapes.add(new Shape("product " + part, own));
            }
            input.remove(List.of("build", "deploy"));
        }
        if (operation == Operation.CREATE_WORKFLOW || operation == Operation.UPDATE_WORKFLOW) {
            // What a workflow holds is its author's; the simulator checks it as servers do.
            tree.fieldNames().forEachRemaining(keys::add);
        } else {
            collect("", tree, keys);
        }
        shapes.add(new Shape(operation.name(), keys));
        return shapes;
    }

    private static JsonNode tree(String body) {
        try {
            return Json.tree(new Yaml(new SafeConstructor(new LoaderOptions())).load(body));
        } catch (YAMLException e) {
            // Recorded in part.
            return Json.object();
        }
    }

    private static void collect(String at, JsonNode node, Set<String> keys) {
        node.fields().forEachRemaining(field -> {
            var path = at + "." + field.getKey();
            keys.add(path);
            collect(path, field.getValue(), keys);
        });
        if (node.isArray()) {
            node.forEach(item -> collect(at + "[]", item, keys));
        }
    }
}
