package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;


/** Sends the requests of a recording to a simulator that was filled as the real server was, and compares the answers. */
final class Replay implements AutoCloseable {
    /** A real server took its own time: a state that is not there yet is waited for, in steps, that long. */
    private static final Duration STEP = Duration.ofMillis(500);

    private static final int STEPS = 400;

    private final Recording recording;
    private ZadigSimulator zadig;
    /** Whether the last answer told of a task that has ended. */
    private boolean ended;

    Replay(Recording recording) {
        this.recording = recording;
        zadig = new Filling(recording).start();
    }

    /** How each exchange differs; an empty list for one that does not. */
    Map<Integer, List<String>> run() {
        var differences = new LinkedHashMap<Integer, List<String>>();
        for (Exchange exchange : recording.exchanges()) {
            var filling = new Filling(recording);
            if (filling.begins(exchange.number())) {
                zadig.close();
                zadig = filling.start();
            }
            filling.change(exchange.number(), zadig);
            differences.put(exchange.number(), play(exchange));
        }
        return differences;
    }

    private List<String> play(Exchange exchange) {
        if (exchange.path().contains("/sse/")) {
            return List.of("a live log is followed elsewhere");
        }
        keepCount(exchange);
        var found = send(exchange);
        for (int step = 0; step < STEPS && "GET".equals(exchange.method()) && differsByTime(found); step++) {
            zadig.advance(STEP);
            found = send(exchange);
        }
        return found;
    }

    /** Others used the real server too, and what they did is not recorded: its numbers are taken over. */
    private void keepCount(Exchange exchange) {
        var id = exchange.response().path("task_id").asLong();
        if ("POST".equals(exchange.method()) && id > 0) {
            var key = exchange.response().path("workflow_name").asText();
            zadig.fill(world -> world.skip(key, id - 1));
        }
    }

    /** What changes as time goes by: tasks that go on, and what there is when they have ended. */
    private boolean differsByTime(List<String> found) {
        return !ended && found.stream().anyMatch(one -> one.contains("status: ") || one.startsWith("text: \"\""));
    }

    private List<String> send(Exchange exchange) {
        var parts = exchange.path().split("\\?", 2);
        var headers = new HashMap<String, String>();
        if (!exchange.user().isEmpty()) {
            headers.put(
                    "Authorization",
                    "Bearer " + (exchange.user().startsWith("<") ? "bad" : zadig.tokenOf(exchange.user())));
        }
        var answer = zadig.dispatch(
                exchange.method(),
                parts[0],
                Front.query(parts.length > 1 ? parts[1] : ""),
                headers,
                exchange.body());
        var body = new String(answer.bytes(), StandardCharsets.UTF_8);
        ended = isEnded(body);
        return Difference.of(
                exchange.status(),
                exchange.response(),
                answer.status(),
                body,
                answer.headers().getOrDefault("Content-Type", ""));
    }

    private static boolean isEnded(String body) {
        try {
            var answer = Json.read(body);
            return answer.has("task_id")
                    && Status.COMPLETED.contains(answer.path("status").asText());
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public void close() {
        zadig.close();
    }
}
