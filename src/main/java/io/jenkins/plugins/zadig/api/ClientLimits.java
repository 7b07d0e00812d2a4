package io.jenkins.plugins.zadig.api;

import java.time.Duration;

/**
 * The bounds of one request.
 *
 * @param headers longest wait for the head of an answer; creating a task may take Zadig a minute, as it calls webhooks
 *     with a time-out of 60 s before it answers (zadig-servers 19.5, 19.6)
 * @param total longest time from sending to the last byte of the answer
 * @param maxBytes largest answer that is read
 * @param attempts how often a GET is sent at most when the network or a gateway fails; everything else is sent once
 * @param firstPause pause before the second attempt; each further one is twice as long
 * @param denial how long a 401 must last before it is believed, as {@linkplain MainService a good token gets one} while
 *     Zadig is started again; zero to believe it at once
 */
public record ClientLimits(
        Duration headers, Duration total, int maxBytes, int attempts, Duration firstPause, Duration denial) {
    /** What the plugin uses. */
    public static final ClientLimits DEFAULT = new ClientLimits(
            Duration.ofSeconds(75),
            Duration.ofSeconds(120),
            32 << 20,
            3,
            Duration.ofMillis(400),
            Duration.ofMinutes(1));

    /** Bounds for whoever wants to hear of a 401 at once. */
    public ClientLimits(Duration headers, Duration total, int maxBytes, int attempts, Duration firstPause) {
        this(headers, total, maxBytes, attempts, firstPause, Duration.ZERO);
    }

    /** The same bounds with one attempt, for callers that pace their own. */
    public ClientLimits once() {
        return new ClientLimits(headers, total, maxBytes, 1, firstPause, denial);
    }
}
