package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * What a step returns to a Pipeline: plain values as they were then, kept with the build. A value stands in it once, by
 * the key that {@link #toMap} has for it; getters read it by that key.
 */
public abstract class Handle implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Plain values, handles, and lists or maps of either. */
    private final LinkedHashMap<String, Object> values = new LinkedHashMap<>();

    Handle() {}

    /** Sets a value. Scripts and saved builds know the key, so it stays the same. */
    final void put(String key, @CheckForNull Object value) {
        values.put(key, copy(value));
    }

    @CheckForNull
    final Object value(String key) {
        return values.get(key);
    }

    /** A text; empty when there is none. */
    final String text(String key) {
        return values.get(key) instanceof String text ? text : "";
    }

    /** A number; 0 when there is none. */
    final long number(String key) {
        return values.get(key) instanceof Number number ? number.longValue() : 0;
    }

    final boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** A list that a script may change; empty when there is none. */
    @SuppressWarnings("unchecked")
    final <T> List<T> list(String key) {
        return values.get(key) instanceof List<?> items ? new ArrayList<>((List<T>) items) : new ArrayList<>();
    }

    /** A map that a script may change; empty when there is none. */
    @SuppressWarnings("unchecked")
    final <T> Map<String, T> map(String key) {
        return values.get(key) instanceof Map<?, ?> map
                ? new LinkedHashMap<>((Map<String, T>) map)
                : new LinkedHashMap<>();
    }

    /**
     * Epoch seconds as an instant; {@code null} for the 0 that servers send in lists for "not yet"
     * (zadig-servers 11.3).
     */
    @CheckForNull
    final Instant instant(String key) {
        return instant(number(key));
    }

    @CheckForNull
    static Instant instant(long seconds) {
        return seconds <= 0 || seconds > Instant.MAX.getEpochSecond() ? null : Instant.ofEpochSecond(seconds);
    }

    /** Epoch seconds in milliseconds; 0 for "not yet". */
    final long millis(String key) {
        return Math.max(0, number(key)) * 1_000;
    }

    /** Epoch seconds in ISO form and UTC; empty for "not yet". */
    final String iso(String key) {
        var instant = instant(key);
        return instant == null ? "" : instant.toString();
    }

    /** The same as a map of plain values, for {@code writeJSON} and the like; its keys stay the same. */
    @Whitelisted
    public Map<String, Object> toMap() {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

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
        return copy(value);
    }

    /** Copies of these types can be kept by a Pipeline, and changed by a script. */
    @CheckForNull
    private static Object copy(@CheckForNull Object value) {
        if (value instanceof List<?> items) {
            return new ArrayList<>(items);
        }
        return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value;
    }

    @Override
    public final boolean equals(@CheckForNull Object other) {
        return other != null && other.getClass() == getClass() && ((Handle) other).values.equals(values);
    }

    @Override
    public final int hashCode() {
        return values.hashCode();
    }

    /** In a few words, for {@code echo}. */
    @Override
    public abstract String toString();
}
