package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values of a Jenkinsfile's maps, as far as JSON has them: text, numbers, booleans, lists and maps. */
public final class PlainValues {
    private PlainValues() {}

    /**
     * A copy with all text as strings, since Groovy hands over GStrings, which neither JSON nor a stored build can hold.
     *
     * @param name what the user calls the map
     * @throws IllegalArgumentException naming the key of a value that JSON does not have
     */
    public static Map<String, Object> of(String name, Map<?, ?> values) {
        var copy = copy(values);
        copy.forEach((key, value) -> check(name + "." + key, value));
        return copy;
    }

    /** A copy with all text as strings; what JSON does not have stays as it is. */
    static Map<String, Object> copy(Map<?, ?> values) {
        var copy = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> copy.put(String.valueOf(key), copyOf(value)));
        return copy;
    }

    /**
     * A value as Zadig wants that of a variable: text, and several values of a multiple choice with commas between.
     *
     * @param name what the user calls the value
     * @throws IllegalArgumentException naming the value
     */
    static String text(String name, @CheckForNull Object value) {
        if (isScalar(value) || value instanceof List<?> list && list.stream().allMatch(PlainValues::isScalar)) {
            return shown(value);
        }
        throw new IllegalArgumentException(Messages.PlainValues_noText(name, kind(value)));
    }

    /** A value as a form shows it. */
    static String shown(@CheckForNull Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValues::shown).collect(Collectors.joining(","));
        }
        return value == null ? "" : value.toString();
    }

    @CheckForNull
    private static Object copyOf(@CheckForNull Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof Object[] array) {
            return copyOf(Arrays.asList(array));
        }
        if (value instanceof Collection<?> items) {
            var copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }

    private static void check(String name, @CheckForNull Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> check(name + "." + key, inner));
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                check(name + "[" + i + "]", items.get(i));
            }
        } else if (!isScalar(value)) {
            throw new IllegalArgumentException(Messages.PlainValues_noJson(name, kind(value)));
        }
    }

    private static boolean isScalar(@CheckForNull Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static String kind(Object value) {
        return value instanceof Map
                ? "Map"
                : value instanceof List ? "List" : value.getClass().getName();
    }
}
