package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A variable of a workflow; {@code type} is string, text, choice, repo, multi-select and so on (zadig-servers 5.6). */
public record ParamDefinition(
        String name,
        String type,
        String value,
        List<String> options,
        boolean credential,
        boolean required,
        String source,
        JsonNode repository,
        List<String> chosen) {
    public ParamDefinition {
        options = List.copyOf(options);
    }

    public ParamDefinition(String name, String type, String value, List<String> options, boolean credential) {
        this(name, type, value, options, credential, false, "runtime", NullNode.getInstance(), List.of());
    }

    /** The same variable with the value of a task. */
    ParamDefinition with(String other) {
        return new ParamDefinition(name, type, other, options, credential, required, source, repository, chosen);
    }

    /** What a reference to the variable stands for: the choices of a multi-select are joined (recorded 5.0). */
    String resolved() {
        return "multi-select".equals(type) ? String.join(",", chosen) : value;
    }

    ParamDefinition with(JsonNode other) {
        return new ParamDefinition(name, type, value, options, credential, required, source, other, chosen);
    }

    ObjectNode json(Line line) {
        var node = Json.object()
                .put("name", name)
                .put("description", "")
                .put("type", type)
                .put("value", value);
        node.set("repo", repository.isObject() ? Shapes.repository(line, repository) : repository);
        if (!options.isEmpty()) {
            node.set("choice_option", Json.tree(options));
        }
        if ("multi-select".equals(type)) {
            node.set("choice_value", Json.tree(chosen));
        }
        node.put("default", "").put("is_credential", credential).put("source", source);
        return required ? node.put("required", true) : node;
    }
}
