package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A workflow variable; {@code type} is string, text, choice, repo, multi-select and so on (zadig-servers 10.4). */
public record ParamDefinition(String name, String type, String value, List<String> options, boolean credential) {
    public ParamDefinition {
        options = List.copyOf(options);
    }

    /** The same variable with the value of a task. */
    ParamDefinition with(String other) {
        return new ParamDefinition(name, type, other, options, credential);
    }

    ObjectNode json() {
        var node = Json.object()
                .put("name", name)
                .put("description", "")
                .put("type", type)
                .put("value", value);
        node.putNull("repo");
        if (!options.isEmpty()) {
            node.set("choice_option", Json.tree(options));
        }
        return node.put("default", "").put("is_credential", credential);
    }
}
