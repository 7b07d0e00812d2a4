package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/** What has come in at the notification addresses since the controller started, for whoever sets them up. */
public final class Notifications {
    private static final Figures NONE = new Figures(0, 0, 0, null);

    /** One entry for each server that proved a notification to be its own. */
    private final Map<NotificationAddress, Figures> servers = new ConcurrentHashMap<>();

    private final LongAdder refused = new LongAdder();

    /**
     * Of one server.
     *
     * @param accepted notifications that carried the secret
     * @param ignored how many of them did not name a task
     * @param dropped how many of them were not acted upon, as too many came at once; polls made up for them
     * @param last the last accepted one, {@code null} before the first
     */
    public record Figures(
            long accepted,
            long ignored,
            long dropped,
            @CheckForNull Last last) {}

    /**
     * A notification, in words of whoever sent it, fit for one line each.
     *
     * @param at when it came
     * @param event {@code workflow} or, of the system's hook, {@code start_execute} or {@code complete_execute}
     * @param instance the address that Zadig gives itself; it need not be the one at which Jenkins reaches it
     * @param sender name and version of the sender, for example {@code Zadig/4.2.0}
     */
    public record Last(Instant at, String event, String instance, String sender) {}

    /** Counts one that carried the secret. */
    public void accepted(@NonNull NotificationAddress server, @NonNull Last last) {
        change(server, known -> new Figures(known.accepted() + 1, known.ignored(), known.dropped(), last));
    }

    /** Counts an accepted one that is about no task. */
    public void ignored(@NonNull NotificationAddress server) {
        change(server, known -> new Figures(known.accepted(), known.ignored() + 1, known.dropped(), known.last()));
    }

    /** Counts an accepted one for which there was no room. */
    public void dropped(@NonNull NotificationAddress server) {
        change(server, known -> new Figures(known.accepted(), known.ignored(), known.dropped() + 1, known.last()));
    }

    /** Counts one without the right secret; of whom, nobody can know. */
    public void refused() {
        refused.increment();
    }

    private void change(NotificationAddress server, UnaryOperator<Figures> change) {
        servers.compute(server, (address, known) -> change.apply(known == null ? NONE : known));
    }

    @NonNull
    public Figures of(@NonNull NotificationAddress server) {
        return servers.getOrDefault(server, NONE);
    }

    /** How many came without the secret of the server in whose name they came. */
    public long refusals() {
        return refused.sum();
    }
}
