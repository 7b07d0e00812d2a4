package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One request: method, encoded path, query and body.
 *
 * @param path encoded, without a leading slash
 * @param body {@code null} for none
 * @param feature what a server without this route lacks
 * @param abort whether it stops a task
 */
record Call(
        String method,
        String path,
        Map<String, String> query,
        @CheckForNull Body body,
        Feature feature,
        boolean abort) {
    /**
     * What servers and proxies may take for several segments or for none: they decode a segment before they choose a
     * route (zadig-servers 3.8), and some of them twice. Such a name would lead to another operation.
     */
    private static final Pattern MANY_SEGMENTS =
            Pattern.compile("[/\\\\]|%2f|%5c|^(\\.|%2e){1,2}$", Pattern.CASE_INSENSITIVE);

    /** What a request carries. */
    record Body(String type, String text) {}

    static Call get(String... segments) throws ZadigException.Invalid {
        return of("GET", segments);
    }

    static Call post(String... segments) throws ZadigException.Invalid {
        return of("POST", segments);
    }

    static Call put(String... segments) throws ZadigException.Invalid {
        return of("PUT", segments);
    }

    static Call delete(String... segments) throws ZadigException.Invalid {
        return of("DELETE", segments);
    }

    private static Call of(String method, String... segments) throws ZadigException.Invalid {
        var path = new StringBuilder();
        for (String segment : segments) {
            path.append(path.length() == 0 ? "" : "/").append(encode(segment));
        }
        return new Call(method, path.toString(), Map.of(), null, Feature.BASE, false);
    }

    Call query(String name, Object value) {
        var all = new LinkedHashMap<>(query);
        all.put(name, String.valueOf(value));
        return new Call(method, path, all, body, feature, abort);
    }

    Call json(JsonNode json) {
        return with(new Body("application/json", json.toString()));
    }

    Call with(Body other) {
        return new Call(method, path, query, other, feature, abort);
    }

    /** The same call as one that only servers with a feature have. */
    Call needing(Feature needed) {
        return new Call(method, path, query, body, needed, abort);
    }

    /** The same call as one that stops a task. */
    Call aborting() {
        return new Call(method, path, query, body, feature, true);
    }

    /** Whether sending it again does no harm. */
    boolean repeatable() {
        return method.equals("GET");
    }

    URI at(URI server) {
        var target = new StringBuilder(server.toString());
        if (target.charAt(target.length() - 1) != '/') {
            target.append('/');
        }
        target.append(path);
        var separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target.append(separator)
                    .append(percent(parameter.getKey()))
                    .append('=')
                    .append(percent(parameter.getValue()));
            separator = '&';
        }
        return URI.create(target.toString());
    }

    /** For messages: the query is left out, as it can hold what users typed. */
    @Override
    public String toString() {
        return method + " /" + path;
    }

    private static String encode(String segment) throws ZadigException.Invalid {
        if (segment.isEmpty() || MANY_SEGMENTS.matcher(segment).find()) {
            throw new ZadigException.Invalid("\"" + segment + "\" cannot be part of a path");
        }
        return percent(segment);
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
