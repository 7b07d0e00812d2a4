package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collections;
import java.util.Map;

/** A map that is saved with a job: {@code null} where a user leaves it empty, else of values that can be saved. */
public final class Unset {
    private Unset() {}

    @CheckForNull
    public static Map<String, Object> ifEmpty(@CheckForNull Map<String, ?> values) {
        return values == null || values.isEmpty() ? null : PlainValues.copy(values);
    }

    @CheckForNull
    public static Map<String, Object> view(@CheckForNull Map<String, Object> values) {
        return values == null ? null : Collections.unmodifiableMap(values);
    }
}
