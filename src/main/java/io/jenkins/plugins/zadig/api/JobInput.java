package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A job to run and what to run it with (zadig-servers 5.16, 5.17).
 *
 * @param job configured name of the job
 * @param type of the job; servers go by the configured type, not by this
 * @param parameters by the job's type; values keep their JSON types; never {@code null}, since a job without an object
 *     here keeps defaults that fail later (zadig-servers 5.15)
 * @param secrets values among the parameters that must not be shown
 */
public record JobInput(String job, String type, Map<String, Object> parameters, Set<String> secrets) {
    /** The type of an approval job, which from server line 4.1 on runs only when it is listed. */
    public static final String APPROVAL = "approval";

    /** A job to run with values that may be shown. */
    public JobInput(String job, String type, Map<String, Object> parameters) {
        this(job, type, parameters, Set.of());
    }

    /** The same with secret values made unreadable. */
    JobInput masked() {
        return secrets.isEmpty() ? this : new JobInput(job, type, masked(parameters, secrets));
    }

    /** Values without those that must not be shown. */
    static Map<String, Object> masked(Map<?, ?> values, Set<String> secrets) {
        var masked = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> masked.put(String.valueOf(name), masked(value, secrets)));
        return masked;
    }

    @CheckForNull
    private static Object masked(@CheckForNull Object value, Set<String> secrets) {
        if (value instanceof Map<?, ?> map) {
            return masked(map, secrets);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(item -> masked(item, secrets)).toList();
        }
        return value instanceof String text && secrets.contains(text) ? VariableInput.MASK : value;
    }

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return job;
    }
}
