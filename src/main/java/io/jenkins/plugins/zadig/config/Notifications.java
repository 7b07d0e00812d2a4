package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the last notification of each server came, for whoever sets them up. There are as many entries as servers at
 * most.
 */
public final class Notifications {
    private final Map<NotificationAddress, Instant> last = new ConcurrentHashMap<>();

    /**
     * Notes one that carried the server's secret.
     *
     * @param server its address as configured, however the request spelled it
     */
    public void accepted(NotificationAddress server, Instant now) {
        if (last.put(server, now) == null) {
            last.keySet().removeIf(known -> known.find() == null);
        }
    }

    /** When the last one of a server came; {@code null} before the first. */
    @CheckForNull
    Instant last(NotificationAddress server) {
        return last.get(server);
    }
}
