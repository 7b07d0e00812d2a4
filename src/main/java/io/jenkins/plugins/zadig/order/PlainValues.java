package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The values of a Jenkinsfile's maps, as far as JSON has them: text, numbers, booleans, lists and maps; and the
 * {@link Secret} of a password parameter, which is a text that must not be shown.
 */
public final class PlainValues {
    /** The key of a map that stands for a {@link Secret} where values are written down. */
    private static final String SECRET = "\0secret";

    private PlainValues() {}

    /**
     * A copy with all text as strings, since Groovy hands over GStrings, which neither JSON nor a stored build can hold.
     *
     * @param name what the user calls the map
     * @throws IllegalArgumentException naming the key of a value that is {@code null} or that JSON does not have
     */
    public static Map<String, Object> of(String name, Map<?, ?> values) {
        return checked(name, values, true);
    }

    /**
     * The same of values that are kept and shown as they are.
     *
     * @throws IllegalArgumentException naming the key of a secret, too
     */
    public static Map<String, Object> withoutSecrets(String name, Map<?, ?> values) {
        return checked(name, values, false);
    }

    private static Map<String, Object> checked(String name, Map<?, ?> values, boolean secrets) {
        var copy = copy(values);
        copy.forEach((key, value) -> check(name + "." + key, value, secrets));
        return copy;
    }

    /** Values to be written down: secrets are encrypted. */
    public static Map<String, Object> written(Map<String, ?> values) {
        return map(write(values));
    }

    @CheckForNull
    private static Object write(@CheckForNull Object value) {
        return value instanceof Secret secret
                ? Map.of(SECRET, secret.getEncryptedValue())
                : each(value, PlainValues::write);
    }

    /** The same values with nothing of the secrets among them. */
    public static Map<String, Object> masked(Map<String, ?> values) {
        return map(mask(values));
    }

    @CheckForNull
    private static Object mask(@CheckForNull Object value) {
        return value instanceof Secret ? shown(value) : each(value, PlainValues::mask);
    }

    /** The values that {@link #written} was given. */
    public static Map<String, Object> read(Map<String, ?> written) {
        return map(readAgain(written));
    }

    @CheckForNull
    private static Object readAgain(@CheckForNull Object value) {
        return value instanceof Map<?, ?> map && map.get(SECRET) instanceof String encrypted
                ? Secret.fromString(encrypted)
                : each(value, PlainValues::readAgain);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@CheckForNull Object value) {
        return (Map<String, Object>) value;
    }

    /** A copy with all text as strings; what JSON does not have stays as it is. */
    static Map<String, Object> copy(Map<?, ?> values) {
        var copy = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> copy.put(String.valueOf(key), copyOf(value)));
        return copy;
    }

    /**
     * A value of a variable: one text, or several for a multiple choice.
     *
     * @param name what the user calls the value
     * @throws IllegalArgumentException naming the value
     */
    static Object text(String name, @CheckForNull Object value) {
        if (value instanceof List<?> list
                && list.stream().allMatch(item -> isScalar(item) && !(item instanceof Secret))) {
            return list.stream().map(PlainValues::shown).toList();
        }
        if (value == null) {
            throw new IllegalArgumentException(Messages.PlainValues_null(name));
        }
        if (value instanceof Secret) {
            return value;
        }
        if (isScalar(value)) {
            return shown(value);
        }
        throw new IllegalArgumentException(Messages.PlainValues_noText(name, kind(value)));
    }

    /** A value as a form shows it. */
    static String shown(@CheckForNull Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValues::shown).collect(Collectors.joining(","));
        }
        return value == null ? "" : value instanceof Secret ? "****" : value.toString();
    }

    /** The same map or list with each of its values replaced; any other value as it is. */
    @CheckForNull
    static Object each(@CheckForNull Object value, UnaryOperator<Object> replacement) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), replacement.apply(inner)));
            return copy;
        }
        if (value instanceof List<?> items) {
            var copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(replacement.apply(item)));
            return copy;
        }
        return value;
    }

    @CheckForNull
    private static Object copyOf(@CheckForNull Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Object[] array) {
            return copyOf(Arrays.asList(array));
        }
        if (value instanceof Collection<?> items && !(value instanceof List)) {
            return copyOf(new ArrayList<>(items));
        }
        return each(value, PlainValues::copyOf);
    }

    private static void check(String name, @CheckForNull Object value, boolean secrets) {
        if (value == null) {
            throw new IllegalArgumentException(Messages.PlainValues_null(name));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> check(name + "." + key, inner, secrets));
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                check(name + "[" + i + "]", items.get(i), secrets);
            }
        } else if (value instanceof Secret && !secrets) {
            throw new IllegalArgumentException(Messages.PlainValues_secret(name));
        } else if (!isScalar(value)) {
            throw new IllegalArgumentException(Messages.PlainValues_noJson(name, kind(value)));
        }
    }

    private static boolean isScalar(@CheckForNull Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Secret;
    }

    private static String kind(@CheckForNull Object value) {
        return value instanceof Map
                ? "Map"
                : value instanceof List
                        ? "List"
                        : String.valueOf(value == null ? null : value.getClass().getName());
    }
}
