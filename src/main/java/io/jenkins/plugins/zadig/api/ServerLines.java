package io.jenkins.plugins.zadig.api;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which line each server is of, as its routes told (zadig-servers 1.2). Servers are upgraded seldom, so each is asked once a
 * day; and anew once one was away, or answered what does not fit its line, as it may have come back as another.
 */
public final class ServerLines {
    private static final Duration FRESH = Duration.ofDays(1);

    /** A workflow leaves its project by being deleted and made anew in another one. */
    static final Duration FOUND = Duration.ofMinutes(3);

    /** As long as a launch takes from its plan to its request. */
    static final Duration JUST_FOUND = Duration.ofSeconds(10);

    /** More than are launched in that time; where builds make workflows of their own, there is no end of them. */
    static final int MOST_FOUND = 10_000;

    private final LongSupplier nanos;
    private final Map<URI, Asked> byServer = new ConcurrentHashMap<>();

    /** When custom workflows were found in their projects. */
    private final Map<Found, Long> found = new ConcurrentHashMap<>();

    public ServerLines() {
        this(System::nanoTime);
    }

    ServerLines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The time on each server, as the last answer to anybody told it. */
    private final Map<URI, ServerClock> clocks = new ConcurrentHashMap<>();

    private record Found(URI server, String project, String workflow) {}

    private record Asked(long at, CompletableFuture<ServerLine> line) {}

    /** The line of a server. Whoever comes while it is asked for waits for the same answer, but not for its failure. */
    CompletableFuture<ServerLine> of(URI server, Supplier<CompletableFuture<ServerLine>> probe) {
        var own = new Asked(nanos.getAsLong(), new CompletableFuture<>());
        var known =
                byServer.merge(server, own, (before, now) -> now.at() - before.at() < FRESH.toNanos() ? before : now);
        if (known != own) {
            return known.line().exceptionallyCompose(failed -> probe.get());
        }
        // What is thrown at once is an answer, too: everybody waits for it.
        CompletableFuture.completedFuture(probe).thenCompose(Supplier::get).whenComplete((line, thrown) -> {
            if (thrown == null) {
                own.line().complete(line);
            } else {
                byServer.remove(server, own);
                own.line().completeExceptionally(thrown);
            }
        });
        return own.line();
    }

    ServerClock clock(URI server) {
        return clocks.computeIfAbsent(server, address -> new ServerClock());
    }

    boolean wasFound(URI server, String project, String workflow, Duration within) {
        var at = found.get(new Found(server, project, workflow));
        return at != null && nanos.getAsLong() - at < within.toNanos();
    }

    void noteFound(URI server, String project, String workflow) {
        var now = nanos.getAsLong();
        found.values().removeIf(at -> now - at >= FOUND.toNanos());
        if (found.size() >= MOST_FOUND) {
            found.clear();
        }
        found.put(new Found(server, project, workflow), now);
    }

    boolean isKnown(URI server) {
        var known = byServer.get(server);
        return known != null && known.line().isDone() && nanos.getAsLong() - known.at() < FRESH.toNanos();
    }

    /** Lets the server be asked anew the next time. */
    public void forget(URI server) {
        byServer.remove(server);
        found.keySet().removeIf(known -> known.server().equals(server));
    }
}
