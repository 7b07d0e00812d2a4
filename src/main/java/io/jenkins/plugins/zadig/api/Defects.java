package io.jenkins.plugins.zadig.api;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What should never be thrown, in the log: each kind once with its stack trace, and then how often it came, each time that
 * it has come ten times as often. What is tried again at each poll would fill the log otherwise.
 */
public final class Defects {
    private static final Logger LOGGER = Logger.getLogger(Defects.class.getName());

    /** More kinds than there are places in the plugin to throw something; further ones count as one. */
    private static final int KINDS = 1_000;

    private static final ConcurrentMap<String, Long> TIMES = new ConcurrentHashMap<>();

    private Defects() {}

    /** Logs what was thrown, where that says something new. Never throws itself. */
    public static void log(Throwable thrown) {
        try {
            var kind = kind(thrown);
            var times = TIMES.merge(kind, 1L, Long::sum);
            if (times == 1) {
                LOGGER.log(Level.WARNING, thrown, () -> "Something failed as it should not");
            } else if (Long.toString(times).matches("10*")) {
                LOGGER.log(Level.WARNING, () -> kind + " has been thrown " + times + " times");
            }
        } catch (Throwable again) {
            // Where not even the log works, as without memory, there is nobody to tell.
            return;
        }
    }

    private static String kind(Throwable thrown) {
        var trace = thrown.getStackTrace();
        var kind = thrown.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        return TIMES.size() < KINDS || TIMES.containsKey(kind) ? kind : "Something else";
    }
}
