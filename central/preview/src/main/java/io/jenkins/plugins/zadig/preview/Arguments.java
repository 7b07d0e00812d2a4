package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** The arguments of a call in a Jenkinsfile: named ones, or one without a name, and perhaps a block. */
final class Arguments {
    /** Stands for the name of an argument without one. */
    static final String UNNAMED = UninstantiatedDescribable.ANONYMOUS_KEY;

    private final Map<String, Object> named = new LinkedHashMap<>();
    private final Set<String> interpolated = new LinkedHashSet<>();
    private final Closure<?> body;

    private Arguments(String function, List<Object> values) {
        List<Object> rest = new ArrayList<>(values);
        int last = rest.size() - 1;
        body = last >= 0 && rest.get(last) instanceof Closure<?> closure ? closure : null;
        if (body != null) {
            rest.remove(last);
        }
        if (rest.size() > 1) {
            throw new IllegalArgumentException("Expected named arguments but got " + rest + " for " + function);
        }
        for (Object only : rest) {
            if (only instanceof Map<?, ?> map) {
                map.forEach((name, value) -> named.put(name.toString(), plain(value)));
            } else {
                named.put(UNNAMED, plain(only));
            }
        }
    }

    static Arguments of(String function, Object arguments) {
        return new Arguments(function, arguments instanceof Object[] array ? List.of(array) : nullable(arguments));
    }

    private static List<Object> nullable(Object argument) {
        List<Object> one = new ArrayList<>();
        one.add(argument);
        return one;
    }

    /** Texts with variables become texts, at any depth, as Jenkins hands them to steps. */
    private Object plain(Object value) {
        if (value instanceof GString text) {
            interpolated.add(text.toString());
            return text.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(plain(key), plain(element)));
            return plain;
        }
        return value;
    }

    Map<String, Object> named() {
        return named;
    }

    /** The texts with variables among them. */
    Set<String> interpolated() {
        return interpolated;
    }

    Closure<?> body() {
        return body;
    }

    boolean has(String name) {
        return named.containsKey(name);
    }

    Object get(String name) {
        return named.get(name);
    }

    /** Gives the argument without a name this one. */
    Arguments nameSole(String name) {
        if (name != null && named.containsKey(UNNAMED)) {
            named.put(name, named.remove(UNNAMED));
        }
        return this;
    }

    String text(String name, String otherwise) {
        Object value = named.get(name);
        return value == null ? otherwise : value.toString();
    }

    long number(String name, long otherwise) {
        Object value = named.get(name);
        return value == null ? otherwise : Long.parseLong(value.toString());
    }

    boolean flag(String name, boolean otherwise) {
        Object value = named.get(name);
        return value == null ? otherwise : Boolean.parseBoolean(value.toString());
    }
}
