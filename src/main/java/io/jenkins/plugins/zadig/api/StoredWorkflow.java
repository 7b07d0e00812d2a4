package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A custom workflow as its server has stored it (zadig-servers 23.8), with the secrets in it (24.1). They go nowhere but
 * back to that server: code and changes show {@value #MASK} in their place.
 */
public final class StoredWorkflow {
    /** What stands for a secret; an update keeps what is stored there. */
    public static final String MASK = "********";

    private static final Pattern SECRET = Pattern.compile(
            ".*(?:token|passw|pwd|secret|ssh_?key|private_?key|access_?key|api_?key).*|.*web_?hook(?:_?url)?");

    /** What the server itself writes. */
    private static final Set<String> SERVERS_OWN =
            Set.of("hash", "created_by", "create_time", "updated_by", "update_time");

    /** By what the items of a list are told apart, whatever their order. */
    private static final List<List<String>> IDENTITIES = List.of(
            List.of("service_name", "service_module"),
            List.of("repo_namespace", "repo_name"),
            List.of("name"),
            List.of("key"),
            List.of("service_name"));

    private final JsonNode tree;

    private StoredWorkflow(JsonNode tree) {
        this.tree = tree;
    }

    static StoredWorkflow read(byte[] yaml) throws IOException {
        var tree = WorkflowCode.YAML_MAPPER.readTree(yaml);
        if (tree == null || !tree.isObject()) {
            throw new IOException("no workflow");
        }
        return new StoredWorkflow(tree);
    }

    /** The workflow as YAML that an update takes back. */
    public String code() {
        try {
            return WorkflowCode.YAML_MAPPER.writeValueAsString(masked(tree, false));
        } catch (JsonProcessingException x) {
            throw new IllegalStateException(x);
        }
    }

    private static boolean isSecret(String field, JsonNode owner) {
        return field.equals("value") && owner.path("is_credential").asBoolean()
                || SECRET.matcher(field.toLowerCase(Locale.ROOT)).matches();
    }

    private static JsonNode masked(JsonNode node, boolean secret) {
        if (node.isObject()) {
            var copy = Json.MAPPER.createObjectNode();
            node.fields()
                    .forEachRemaining(field ->
                            copy.set(field.getKey(), masked(field.getValue(), isSecret(field.getKey(), node))));
            return copy;
        }
        if (node.isArray()) {
            var copy = Json.MAPPER.createArrayNode();
            node.forEach(item -> copy.add(masked(item, secret)));
            return copy;
        }
        return secret && node.isTextual() && !node.asText().isEmpty() ? TextNode.valueOf(MASK) : node;
    }

    /**
     * The code with the stored secrets where it has {@value #MASK}; code without such places is left as it is written.
     *
     * @throws WorkflowCode.Broken naming a place at which nothing is stored
     */
    public WorkflowCode complete(WorkflowCode code) throws WorkflowCode.Broken {
        var wanted = code.tree();
        var restored = wanted.deepCopy();
        var unknown = new LinkedHashSet<String>();
        var found = restore(restored, tree, "", unknown);
        if (!unknown.isEmpty()) {
            throw new WorkflowCode.Broken(WorkflowCode.Fault.NO_SECRET, String.join(", ", unknown), 0);
        }
        return found ? code.with(restored) : code;
    }

    private static boolean restore(JsonNode wanted, JsonNode stored, String path, Set<String> unknown) {
        var found = new boolean[1];
        if (wanted instanceof ObjectNode object) {
            object.fields().forEachRemaining(field -> {
                var at = path(path, field.getKey());
                var before = stored.path(field.getKey());
                if (!field.getValue().asText().equals(MASK)) {
                    found[0] |= restore(field.getValue(), before, at, unknown);
                } else if (before.isTextual() && !before.asText().isEmpty()) {
                    field.setValue(before);
                    found[0] = true;
                } else {
                    unknown.add(at);
                }
            });
        } else if (wanted instanceof ArrayNode array) {
            pairs(array, stored, (item, before) -> {
                if (item != null) {
                    found[0] |= restore(item, before == null ? MissingNode.getInstance() : before, path, unknown);
                }
            });
        }
        return found[0];
    }

    /**
     * What code would change, in its order; what the server itself writes is left out.
     *
     * @throws WorkflowCode.Broken when the code refers to parts of itself, so that it cannot be read as a whole
     */
    public List<CodeChange> changes(WorkflowCode code) throws WorkflowCode.Broken {
        var changes = new ArrayList<CodeChange>();
        compare(tree, code.tree(), "", "", tree, changes);
        return changes;
    }

    private static void compare(
            @CheckForNull JsonNode before,
            @CheckForNull JsonNode after,
            String path,
            String field,
            JsonNode owner,
            List<CodeChange> changes) {
        var had = before != null && !isBlank(before);
        var has = after != null && !isBlank(after);
        if (!had && !has) {
            return;
        }
        if (had && has && before.isObject() && after.isObject()) {
            names(before, after)
                    .forEach(name ->
                            compare(before.get(name), after.get(name), path(path, name), name, before, changes));
        } else if (had && has && before.isArray() && after.isArray()) {
            pairs(after, before, (item, known) -> compare(known, item, path + at(item, known), field, owner, changes));
        } else if (!had
                || !has
                || !before.asText().equals(after.asText())
                || before.isContainerNode() != after.isContainerNode()) {
            var secret = isSecret(field, owner);
            if (!(secret && has && after.asText().equals(MASK))) {
                changes.add(new CodeChange(path, had ? shown(before, secret) : "", has ? shown(after, secret) : ""));
            }
        }
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        var names = new LinkedHashSet<String>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        names.removeAll(SERVERS_OWN);
        return names;
    }

    private static String shown(JsonNode node, boolean secret) {
        var plain = masked(node, secret);
        return PlainText.line(plain.isContainerNode() ? plain.toString() : plain.asText());
    }

    private static boolean isBlank(JsonNode node) {
        return node.isNull()
                || node.isMissingNode()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.asText().isEmpty()
                || node.isBoolean() && !node.asBoolean()
                || node.isNumber() && node.asDouble() == 0;
    }

    /** Each item of a list with its counterpart: by name where all have one of their own, otherwise by place. */
    private static void pairs(JsonNode wanted, JsonNode stored, BiConsumer<JsonNode, JsonNode> pair) {
        var identity = identity(wanted, stored);
        var left = new ArrayList<JsonNode>();
        if (stored.isArray()) {
            stored.forEach(left::add);
        }
        for (int i = 0; i < wanted.size(); i++) {
            var item = wanted.get(i);
            var known = identity == null
                    ? i < stored.size() ? stored.get(i) : null
                    : left.stream()
                            .filter(other -> key(other, identity).equals(key(item, identity)))
                            .findFirst()
                            .orElse(null);
            left.remove(known);
            pair.accept(item, known);
        }
        left.forEach(known -> pair.accept(null, known));
    }

    @CheckForNull
    private static List<String> identity(JsonNode wanted, JsonNode stored) {
        return IDENTITIES.stream()
                .filter(fields -> tellsApart(wanted, fields) && tellsApart(stored, fields))
                .findFirst()
                .orElse(null);
    }

    private static boolean tellsApart(JsonNode list, List<String> fields) {
        var keys = new LinkedHashSet<String>();
        for (JsonNode item : list) {
            if (!item.isObject() || !item.path(fields.get(0)).isTextual() || !keys.add(key(item, fields))) {
                return false;
            }
        }
        return list.isArray();
    }

    private static String key(JsonNode item, List<String> fields) {
        return String.join(
                "/", fields.stream().map(field -> item.path(field).asText()).toList());
    }

    private static String at(@CheckForNull JsonNode item, @CheckForNull JsonNode known) {
        var one = item == null ? known : item;
        for (List<String> fields : IDENTITIES) {
            if (one != null && one.isObject() && one.path(fields.get(0)).isTextual()) {
                return "[" + PlainText.line(key(one, fields)) + "]";
            }
        }
        return "[]";
    }

    private static String path(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
