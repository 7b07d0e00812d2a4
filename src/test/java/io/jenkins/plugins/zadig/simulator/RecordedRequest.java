package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A request as it arrived; header names are read without regard to case. */
public record RecordedRequest(
        Operation operation,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Instant time) {
    public RecordedRequest {
        query = Collections.unmodifiableMap(new TreeMap<>(query));
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** The value of a header, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body as JSON; fails when it is none. */
    public JsonNode json() {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + body, e);
        }
    }
}
