package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a step returns to a Pipeline: plain values as they were then, kept with the build. */
public abstract class Handle implements Serializable {
    private static final long serialVersionUID = 1L;

    Handle() {}

    /** Puts in everything that there is to tell: plain values, handles, and lists of either. Keys stay the same. */
    abstract void put(Map<String, Object> values);

    /** The same as a map of plain values, for {@code writeJSON} and the like; its keys stay the same. */
    @Whitelisted
    public Map<String, Object> toMap() {
        var values = new LinkedHashMap<String, Object>();
        put(values);
        values.replaceAll((key, value) -> plain(value));
        return values;
    }

    /** Lists can be kept by a Pipeline, and changed by a script. */
    @CheckForNull
    private static Object plain(@CheckForNull Object value) {
        if (value instanceof Handle handle) {
            return handle.toMap();
        }
        if (value instanceof List<?> items) {
            var list = new ArrayList<Object>();
            items.forEach(item -> list.add(plain(item)));
            return list;
        }
        return value;
    }

    /** Epoch seconds as an instant; {@code null} for the 0 that servers send for "not yet". */
    @CheckForNull
    static Instant instant(long seconds) {
        return seconds <= 0 || seconds > Instant.MAX.getEpochSecond() ? null : Instant.ofEpochSecond(seconds);
    }

    /** Epoch seconds in milliseconds; 0 for "not yet". */
    static long millis(long seconds) {
        return Math.max(0, seconds) * 1_000;
    }

    /** Epoch seconds in ISO form and UTC; empty for "not yet". */
    static String iso(long seconds) {
        var instant = instant(seconds);
        return instant == null ? "" : instant.toString();
    }

    @Override
    public final boolean equals(@CheckForNull Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((Handle) other).toMap().equals(toMap());
    }

    @Override
    public final int hashCode() {
        return toMap().hashCode();
    }

    /** In a few words, for {@code echo}. */
    @Override
    public abstract String toString();
}
