package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a user leaves empty is {@code null}, so that neither a request nor a generated snippet has it. */
public final class Unset {
    private Unset() {}

    @CheckForNull
    public static <T> List<T> ifEmpty(@CheckForNull List<T> items) {
        return items == null || items.isEmpty() ? null : new ArrayList<>(items);
    }

    @CheckForNull
    public static Map<String, Object> ifEmpty(@CheckForNull Map<String, ?> values) {
        return values == null || values.isEmpty() ? null : PlainValues.copy(values);
    }

    @CheckForNull
    public static <T> List<T> view(@CheckForNull List<T> items) {
        return items == null ? null : Collections.unmodifiableList(items);
    }

    @CheckForNull
    public static Map<String, Object> view(@CheckForNull Map<String, Object> values) {
        return values == null ? null : Collections.unmodifiableMap(values);
    }
}
