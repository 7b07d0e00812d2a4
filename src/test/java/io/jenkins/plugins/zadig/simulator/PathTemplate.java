package io.jenkins.plugins.zadig.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A route as gin writes it, for example {@code /openapi/workflows/custom/:key/tasks}. */
record PathTemplate(String text) {
    /** The variables of a path that has this form; fixed words win, so {@code :key} never takes a word of a route. */
    Optional<Map<String, String>> match(String path) {
        var wanted = text.split("/");
        var given = path.split("/");
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith(":")) {
                variables.put(wanted[i].substring(1), decode(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
