package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What was recorded on a real server: its exchanges in order, and how it was filled before. */
record Recording(String name, Line line, JsonNode filled, List<Exchange> exchanges) {
    static Recording of(Line line, String filled, String exchanges) {
        return new Recording(
                exchanges,
                line,
                lines("filled-" + filled + ".json").get(0),
                lines(exchanges + ".jsonl").stream().map(Exchange::new).toList());
    }

    /** Whether the plugin's own operations were recorded, and not our questions. */
    boolean isByThePlugin() {
        return name.startsWith("by-the-plugin-");
    }

    /** The task that the next exchange reads, if it reads the one that this exchange is about. */
    Optional<JsonNode> next(Exchange exchange) {
        var at = exchanges.indexOf(exchange) + 1;
        var key = exchange.path().replaceAll(".*workflowKey=([^&]*).*", "$1");
        return exchanges.stream()
                .skip(at)
                .limit(2)
                .map(Exchange::response)
                .filter(task -> task.has("stages")
                        && task.path("workflow_key").asText().equals(key)
                        && exchange.path()
                                .contains("taskId=" + task.path("task_id").asText() + "&"))
                .findFirst();
    }

    static List<JsonNode> lines(String file) {
        var lines = new ArrayList<JsonNode>();
        try (var in = Recording.class.getResourceAsStream("recordings/" + file + ".gz");
                var reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Json.read(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(lines);
    }
}
