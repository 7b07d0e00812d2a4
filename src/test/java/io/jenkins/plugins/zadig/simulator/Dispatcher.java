package io.jenkins.plugins.zadig.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Takes every request through journal, faults, authentication and routing to what answers it. */
final class Dispatcher {
    private final World world;
    private final Gatekeeper gatekeeper;
    private final Journal journal;
    private final Faults faults;
    private final LongAdder sent = new LongAdder();
    private final Map<Operation, Call.Handler> handlers = new EnumMap<>(Operation.class);

    Dispatcher(World world, Gatekeeper gatekeeper, Journal journal, Faults faults) {
        this.world = world;
        this.gatekeeper = gatekeeper;
        this.journal = journal;
        this.faults = faults;
    }

    Map<Operation, Call.Handler> handlers() {
        return handlers;
    }

    Answer dispatch(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        // The gateway decodes a slash in a segment, which makes another path of it (recorded).
        var routed = path.replaceAll("(?i)%2F", "/");
        var match = Operation.match(world.line(), method, routed);
        var request =
                new RecordedRequest(match.operation(), method, path, query, headers, body, world.read(world::now));
        journal.add(request);
        var answer = faults.taking(request)
                .map(fault -> fault.apply(() -> handle(request, match)))
                .orElseGet(() -> handle(request, match));
        var counted = answer.with(new CountedBody(answer.body(), sent));
        return counted.headers().containsKey("Date") ? counted : counted.with("Date", date());
    }

    /** Every answer tells the server's time (zadig-servers 3.25). */
    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                world.read(world::now).atOffset(ZoneOffset.UTC));
    }

    /** How many bytes of bodies have gone out. */
    long sentBytes() {
        return sent.sum();
    }

    /** The gateway asks for the token before anything looks at the path (zadig-servers 2.1). */
    private Answer handle(RecordedRequest request, Operation.Match match) {
        if (isOpen(request)) {
            return Answer.json(Json.object().put("initialized", true));
        }
        if (isPublic(request)) {
            return Answer.text(
                    500,
                    "application/json; charset=utf-8",
                    "{\"err\":\"get workflow html test report failed, err: cannot find step task\"}");
        }
        if (!request.path().matches("/(openapi|api)/.*")) {
            return Answer.text(200, "text/html", "<html>the web front end would be here</html>");
        }
        try {
            var user = gatekeeper.admit(request);
            var handler = handlers.get(match.operation());
            if (handler == null) {
                return unrouted(request, match);
            }
            var call = new Call(world.line(), request, match.variables(), user);
            return match.operation() == Operation.CREATE_TASK
                    ? handler.answer(call)
                    : world.change(() -> handler.answer(call));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    /** What the front end asks before anybody has logged in (zadig-servers 2.17). */
    private boolean isOpen(RecordedRequest request) {
        return request.path()
                .equals(
                        world.line().before(Line.V2_2)
                                ? "/api/aslan/health"
                                : "/api/aslan/system/initialization/status");
    }

    /** The report in HTML, of which the simulator has none (zadig-servers 18.8). */
    private boolean isPublic(RecordedRequest request) {
        return world.line().atLeast(Line.V3_4_0) && request.path().startsWith("/api/aslan/testing/report/html/");
    }

    /** The path as the service behind the gateway sees it. */
    private static String gone(String path) {
        var decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        return decoded.startsWith("/api/aslan/") ? decoded.replaceFirst("/api/aslan", "/api") : decoded;
    }

    private static Answer unrouted(RecordedRequest request, Operation.Match match) {
        return match.pathExists()
                ? Answer.text(
                        405,
                        "text/plain; charset=utf-8",
                        "HEAD".equals(request.method())
                                ? ""
                                : "Method not allowed: " + request.method() + " " + request.path())
                : Answer.text(404, "text/plain; charset=utf-8", "Invalid path: " + gone(request.path()));
    }
}
