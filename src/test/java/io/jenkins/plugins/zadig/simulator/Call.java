package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A request of a known user for a known operation. */
record Call(Line line, RecordedRequest request, Map<String, String> path, SimulatedUser user) {
    /** What answers a call. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call);
    }

    String path(String name) {
        return path.get(name);
    }

    /** The task id of the path; gin reads it by hand and says what is wrong. */
    long taskId() {
        try {
            return Long.parseLong(path("id"));
        } catch (NumberFormatException e) {
            throw Refusal.invalid("invalid task id");
        }
    }

    /** A value of the query, or an empty text. */
    String query(String name) {
        return request.query().getOrDefault(name, "");
    }

    String required(String name) {
        var value = query(name);
        if (value.isEmpty()) {
            throw Refusal.invalid(name + " is required");
        }
        return value;
    }

    /** A number of the query as gin binds it: a text that is none fails with an empty 400 (zadig-servers 3.2). */
    long number(String name, long otherwise) {
        var value = query(name);
        try {
            return value.isEmpty() ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Refusal.empty(400);
        }
    }

    /** The body as a JSON object, read by hand: what is wrong is said (zadig-servers 3). */
    ObjectNode object() {
        return object("workflow.OpenAPICreateCustomWorkflowTaskArgs");
    }

    ObjectNode object(String type) {
        return (ObjectNode) GoJson.read(line, request.body(), type);
    }

    /** The body as gin binds it: none, or no object, fails with an empty 400 (zadig-servers 3.2). */
    ObjectNode bound() {
        try {
            if (Json.read(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.empty(400);
        }
        throw Refusal.empty(400);
    }
}
