package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the workflow level parameters of a create request; the type in the workflow decides (zadig-servers 10.4). */
final class ParameterReader {
    private final World world;
    private final Repositories repositories;

    ParameterReader(World world) {
        this.world = world;
        repositories = new Repositories(world);
    }

    List<ParamDefinition> read(WorkflowDefinition workflow, JsonNode parameters) {
        var values = new ArrayList<>(workflow.params());
        if (world.line().readsParameters()) {
            parameters.forEach(parameter -> values.replaceAll(param -> set(param, parameter)));
            parameters.forEach(parameter -> refuseUnknown(workflow, parameter));
        }
        values.replaceAll(this::located);
        return values;
    }

    /** A repository is told with where it is and what its branch points at. */
    private ParamDefinition located(ParamDefinition param) {
        return param.repository().isObject()
                ? param.with(repositories
                        .ofTask(Json.array().add(param.repository()))
                        .get(0))
                : param;
    }

    private ParamDefinition set(ParamDefinition param, JsonNode parameter) {
        if (!param.name().equals(parameter.path("name").asText())) {
            return param;
        }
        var value = parameter.path("value").asText();
        return switch (param.type()) {
            case "string", "text" -> param.with(value);
            case "choice" -> choice(param, value);
            case "repo" -> repo(param, parameter.path("repo"));
            default -> param;
        };
    }

    private static ParamDefinition choice(ParamDefinition param, String value) {
        if (!param.options().contains(value)) {
            throw Refusal.internal("invalid choice value " + value + " for param " + param.name());
        }
        return param.with(value);
    }

    /** Zadig dereferences the repo without looking, and gin turns the panic into an empty 500. */
    private ParamDefinition repo(ParamDefinition param, JsonNode repo) {
        if (!repo.isObject()) {
            throw Refusal.empty(500);
        }
        var codehost = repo.path("codehost_name").asText();
        if (world.codehost(codehost).isEmpty()) {
            throw Refusal.internal("failed to find code host with name:" + codehost);
        }
        if (!param.repository().isObject()) {
            return param;
        }
        var taken = (ObjectNode) param.repository().deepCopy();
        repositories.merge(Json.array().add(taken), Json.array().add(repo), false);
        return param.with(taken);
    }

    private void refuseUnknown(WorkflowDefinition workflow, JsonNode parameter) {
        var name = parameter.path("name").asText();
        if (workflow.params().stream().noneMatch(param -> param.name().equals(name))) {
            // Newer lines leave the workflow's name out.
            var where = world.line().readsNotifyInputs() ? "" : " " + workflow.key();
            throw Refusal.internal("param " + name + " not found in workflow" + where);
        }
    }
}
