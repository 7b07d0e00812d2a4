package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.zadig.api.JobInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What Zadig reads of a job or of a part of it: by Zadig's names, in their order, without what is not set. */
final class Parameters {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds text that a job cannot do without.
     *
     * @param field what the user calls it
     * @param name what Zadig calls it
     * @throws IllegalArgumentException naming the field if there is none
     */
    Parameters required(String field, String name, @CheckForNull String value) {
        return text(name, present(field, value));
    }

    Parameters text(String name, @CheckForNull String value) {
        var text = Util.fixEmptyAndTrim(value);
        if (text != null) {
            values.put(name, text);
        }
        return this;
    }

    /** Adds what is by Zadig's names already. */
    Parameters all(Map<String, Object> more) {
        values.putAll(more);
        return this;
    }

    /**
     * Adds a list; {@code null} and an empty one add nothing.
     *
     * @throws IllegalArgumentException saying which of its items is missing or wrong
     */
    <T> Parameters list(
            String field, String name, @CheckForNull List<T> items, Function<T, Map<String, Object>> parameters) {
        if (items != null && !items.isEmpty()) {
            values.put(name, items(field, items, parameters));
        }
        return this;
    }

    /**
     * The items of a list as Zadig reads them; none for {@code null}.
     *
     * @throws IllegalArgumentException saying which of them is missing or wrong
     */
    static <T> List<Map<String, Object>> items(
            String field, @CheckForNull List<T> items, Function<T, Map<String, Object>> parameters) {
        var list = new ArrayList<Map<String, Object>>();
        if (items != null) {
            for (T item : items) {
                if (item == null) {
                    throw new IllegalArgumentException(Messages.PlainValues_null(field + "[" + list.size() + "]"));
                }
                try {
                    list.add(parameters.apply(item));
                } catch (IllegalArgumentException x) {
                    throw within(field + "[" + list.size() + "]", x);
                }
            }
        }
        return list;
    }

    /**
     * Adds variables as Zadig reads them: pairs of a key and a text. {@code null} and an empty map add nothing.
     *
     * @throws IllegalArgumentException naming a variable whose value is no text
     */
    Parameters pairs(String name, @CheckForNull Map<String, ?> variables) {
        if (variables != null && !variables.isEmpty()) {
            var pairs = new ArrayList<Map<String, Object>>();
            PlainValues.copy(variables).forEach((key, value) -> {
                var pair = new LinkedHashMap<String, Object>();
                pair.put("key", key);
                pair.put("value", PlainValues.text("variables." + key, value));
                pairs.add(pair);
            });
            values.put(name, pairs);
        }
        return this;
    }

    Map<String, Object> toMap() {
        return values;
    }

    /** The input of a job of one of Zadig's types. */
    JobInput toJob(String name, String type) {
        return new JobInput(name, type, values);
    }

    /**
     * Text that must be there.
     *
     * @throws IllegalArgumentException naming the field if it is {@code null} or blank
     */
    static String present(String field, @CheckForNull String value) {
        var text = Util.fixEmptyAndTrim(value);
        if (text == null) {
            throw new IllegalArgumentException(Messages.Parameters_missing(field));
        }
        return text;
    }

    /** A failure, with the place where it is. */
    static IllegalArgumentException within(String place, IllegalArgumentException failure) {
        return new IllegalArgumentException(Messages.Parameters_within(place, failure.getMessage()), failure);
    }
}
