package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What Zadig sends back; {@code broken} says how the socket fails instead of a whole answer. */
record Answer(int status, Map<String, String> headers, Body body, Breakage broken) {
    /** How a connection fails. */
    enum Breakage {
        NONE,
        RESET,
        CLOSED_WITHOUT_ANSWER,
        GARBAGE
    }

    Answer {
        headers = Map.copyOf(headers);
    }

    /** HTTP 200 with a bare object or array (zadig-servers 3.1). */
    static Answer json(JsonNode json) {
        return json(200, json);
    }

    static Answer json(int status, JsonNode json) {
        return text(status, "application/json; charset=utf-8", json.toString());
    }

    /** What a handler without data answers (zadig-servers 3.1). */
    static Answer success() {
        return json(Json.object().put("message", "success"));
    }

    static Answer text(int status, String type, String text) {
        return new Answer(
                status, Map.of("Content-Type", type), Body.of(text.getBytes(StandardCharsets.UTF_8)), Breakage.NONE);
    }

    /** 401, 403 and failed bindings have no body at all (zadig-servers 2.3, 2.4 and 3.2). */
    static Answer empty(int status) {
        return new Answer(status, Map.of(), Body.EMPTY, Breakage.NONE);
    }

    static Answer broken(Breakage breakage) {
        return new Answer(200, Map.of(), Body.EMPTY, breakage);
    }

    Answer with(Body other) {
        return new Answer(status, headers, other, broken);
    }

    Answer with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body, broken);
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try {
            body.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
