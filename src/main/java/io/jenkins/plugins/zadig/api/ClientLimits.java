package io.jenkins.plugins.zadig.api;

import java.time.Duration;

/**
 * The bounds of one request.
 *
 * @param headers longest wait for the head of an answer; creating a task may take Zadig a minute, as it calls webhooks
 *     with a time-out of 60 s before it answers
 * @param total longest time from sending to the last byte of the answer
 * @param maxBytes largest answer that is read
 * @param attempts how often a GET is sent at most when the network or a gateway fails; everything else is sent once
 * @param firstPause pause before the second attempt; each further one is twice as long
 */
public record ClientLimits(Duration headers, Duration total, int maxBytes, int attempts, Duration firstPause) {
    /** What the plugin uses. */
    public static final ClientLimits DEFAULT =
            new ClientLimits(Duration.ofSeconds(75), Duration.ofSeconds(120), 32 << 20, 3, Duration.ofMillis(400));

    /** The same bounds without repeated GETs, for callers that pace their own. */
    public ClientLimits once() {
        return new ClientLimits(headers, total, maxBytes, 1, firstPause);
    }
}
