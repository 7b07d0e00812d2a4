package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sends the requests of a recording to a simulator that was filled as the real server was, and compares the answers. */
final class Replay implements AutoCloseable {
    /** A real server took its own time: a state that is not there yet is waited for, in steps, that long. */
    private static final Duration STEP = Duration.ofMillis(500);

    private static final int STEPS = 400;

    private static final Pattern RANDOM =
            Pattern.compile("(.*/workflow(?:v4)?/([^/]+)/(?:tasks|id)/(\\d+)/jobs?/(?=([^/]*-)))(\\S*-)(\\w{5})");

    private static final Pattern LIVE = Pattern.compile(".*/workflow/([^/]+)/(?:tasks/)?(\\d+)/.*");

    /** What a task that has ended may still do. */
    private static final int LAST_STEPS = 4;

    /** The check that deletes the configuration of a build. */
    private static final String DELETING_BUILDS = "Z6";

    private final Recording recording;
    private final List<WebhookNotifier.Sent> notifications = new ArrayList<>();
    private ZadigSimulator zadig;
    private String check = "";
    /** Whether the last answer told of a task that has ended. */
    private boolean ended;

    Replay(Recording recording) {
        this.recording = recording;
        zadig = new Filling(recording).start();
        zadig.deliverNotificationsTo(notifications::add);
    }

    /** What was sent to notification addresses meanwhile. */
    List<WebhookNotifier.Sent> notifications() {
        return notifications;
    }

    /** How each exchange differs; an empty list for one that does not. */
    Map<Integer, List<String>> run() {
        var differences = new LinkedHashMap<Integer, List<String>>();
        for (Exchange exchange : recording.exchanges()) {
            var filling = new Filling(recording);
            if (filling.begins(exchange.number())) {
                zadig.close();
                zadig = filling.start(exchange.number());
                zadig.deliverNotificationsTo(notifications::add);
            }
            filling.change(exchange.number(), zadig);
            if (!exchange.check().equals(DELETING_BUILDS)) {
                // The server was filled again with what it lacked.
                zadig.fill(World::restoreBuilds);
            }
            if (recording.isByThePlugin() && !exchange.check().equals(check)) {
                // Some seconds went by between two checks.
                check = exchange.check();
                zadig.advance(Duration.ofSeconds(2));
            }
            differences.put(exchange.number(), play(exchange));
        }
        return differences;
    }

    private List<String> play(Exchange exchange) {
        if (exchange.path().contains("/sse/")) {
            return follow(exchange);
        }
        keepCount(exchange);
        awaitStart(exchange);
        awaitGate(exchange);
        var found = send(exchange);
        for (int step = 0; step < STEPS && "GET".equals(exchange.method()) && differsByTime(exchange, found); step++) {
            if (ended && step > LAST_STEPS) {
                break;
            }
            zadig.advance(STEP);
            found = send(exchange);
        }
        if (isCancel(exchange) && exchange.path().contains("hook-long")) {
            // Nobody looked on, and the real server went on all the same.
            zadig.advance(Duration.ofSeconds(2));
        }
        return found;
    }

    /** A stream that was opened before the first line has no type and stays silent; any other has. */
    private List<String> follow(Exchange exchange) {
        var recorded = exchange.recorded().path("type").asText("");
        var speaks = recorded.startsWith("text/event-stream");
        if (speaks) {
            awaitLog(exchange);
        }
        var answer = zadig.dispatch(
                "GET", exchange.path(), Map.of(), Map.of("Authorization", "Bearer " + zadig.tokenOf("admin")), "");
        var found = answer.headers().getOrDefault("Content-Type", "");
        var status = exchange.status() == 0 ? 200 : exchange.status();
        return answer.status() == status && found.startsWith("text/event-stream") == speaks
                ? List.of()
                : List.of("type \"" + found + "\" and not \"" + recorded + "\"");
    }

    private void awaitLog(Exchange exchange) {
        var job = LIVE.matcher(exchange.path());
        if (job.matches()) {
            for (int step = 0; step < STEPS && zadig.isWaiting(job.group(1), Long.parseLong(job.group(2))); step++) {
                zadig.advance(STEP);
            }
        }
        zadig.advance(Duration.ofSeconds(2));
    }

    /** Others used the real server too, and what they did is not recorded: its numbers are taken over. */
    private void keepCount(Exchange exchange) {
        var id = exchange.response().path("task_id").asLong();
        if ("POST".equals(exchange.method()) && id > 0) {
            var key = exchange.response().path("workflow_name").asText();
            zadig.fill(world -> world.skip(key, id - 1));
        }
    }

    private static boolean isCancel(Exchange exchange) {
        return "DELETE".equals(exchange.method()) && exchange.path().contains("/custom/task?");
    }

    /** A task was cancelled when it ran, as the next look at it shows. */
    private void awaitStart(Exchange exchange) {
        var next = recording.next(exchange);
        if (!isCancel(exchange)) {
            return;
        }
        var started = next.filter(
                task -> !task.path("stages").path(0).path("status").asText().isEmpty());
        var running = "hook-long".equals(exchange.path().replaceAll(".*workflowKey=([^&]*).*", "$1"))
                && exchange.path().contains("taskId=1&");
        if (started.isEmpty() && !running) {
            return;
        }
        var key = exchange.path().replaceAll(".*workflowKey=([^&]*).*", "$1");
        var id = Long.parseLong(exchange.path().replaceAll(".*taskId=(\\d+).*", "$1"));
        for (int step = 0; step < STEPS && zadig.isWaiting(key, id); step++) {
            zadig.advance(STEP);
        }
    }

    /** Somebody voted, resumed or tried again when it was possible, which looks that are not recorded had shown. */
    private void awaitGate(Exchange exchange) {
        var body = exchange.recorded().path("body");
        if (exchange.path().endsWith("/custom/task/approve") && exchange.status() == 200) {
            var key = body.path("workflow_key").asText();
            var id = body.path("task_id").asLong();
            for (int step = 0; step < STEPS && !zadig.isAtGate(key, id); step++) {
                zadig.advance(STEP);
            }
        }
    }

    /** What changes as time goes by: tasks that go on, and what there is when they have ended. */
    private static boolean differsByTime(Exchange exchange, List<String> found) {
        var report = exchange.path().contains("/itreport/");
        return found.stream()
                .anyMatch(one -> one.contains("status: ")
                        || one.startsWith("text: \"\"")
                        || report && one.startsWith("status 500"));
    }

    private List<String> send(Exchange exchange) {
        var parts = named(exchange.path()).split("\\?", 2);
        var headers = new HashMap<String, String>();
        if (!exchange.user().isEmpty()) {
            headers.put(
                    "Authorization",
                    "Bearer " + (exchange.user().startsWith("<") ? "bad" : zadig.tokenOf(exchange.user())));
        }
        var answer = zadig.dispatch(
                exchange.method(), parts[0], Front.query(parts.length > 1 ? parts[1] : ""), headers, exchange.body());
        var body = new String(answer.bytes(), StandardCharsets.UTF_8);
        ended = isEnded(body);
        return Difference.of(
                exchange.status(),
                exchange.response(),
                answer.status(),
                body,
                answer.headers().getOrDefault("Content-Type", ""));
    }

    /** The job tasks of old lines have random ends of names: those of the simulator are its own. */
    private String named(String path) {
        var match = RANDOM.matcher(path);
        return match.matches()
                ? match.group(1)
                        + zadig.nameOf(match.group(2), Long.parseLong(match.group(3)), match.group(5))
                                .orElse(match.group(5) + match.group(6))
                : path;
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
