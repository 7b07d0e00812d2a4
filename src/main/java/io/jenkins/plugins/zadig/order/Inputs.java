package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading of what a job is given, by Zadig's names. */
final class Inputs {
    private Inputs() {}

    /** The objects of a list, each as a map of its own; none for anything else. */
    static List<Map<String, Object>> maps(@CheckForNull Object list) {
        var maps = new ArrayList<Map<String, Object>>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    var copy = new LinkedHashMap<String, Object>();
                    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
                    maps.add(copy);
                }
            }
        }
        return maps;
    }

    /** The text that is sent, blanks around it included, as servers compare it; empty when it is blank. */
    static String text(@CheckForNull Object value) {
        return value == null || value.toString().isBlank() ? "" : value.toString();
    }

    /** {@code service/module} of an entry; {@code service} alone when it names no module. */
    static String service(Map<String, ?> entry) {
        var module = text(entry.get("service_module"));
        var service = text(entry.get("service_name"));
        return module.isEmpty() ? service : service + "/" + module;
    }

    /** Whether a field of that name is anywhere in a value. */
    static boolean hasAnywhere(@CheckForNull Object value, String name) {
        return value instanceof Map<?, ?> map
                ? map.containsKey(name) || map.values().stream().anyMatch(inner -> hasAnywhere(inner, name))
                : value instanceof List<?> items && items.stream().anyMatch(item -> hasAnywhere(item, name));
    }

    /** Whether something is given at all. */
    static boolean has(Map<String, ?> parameters, String name) {
        var value = parameters.get(name);
        return value instanceof List<?> list ? !list.isEmpty() : value != null;
    }
}
