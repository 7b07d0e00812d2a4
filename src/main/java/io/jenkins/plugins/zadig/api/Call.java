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
 * @param problem why it cannot be sent; empty when it can
 */
record Call(
        String method,
        String path,
        Map<String, String> query,
        @CheckForNull Body body,
        Feature feature,
        boolean abort,
        String problem) {
    /**
     * What servers and proxies may take for several segments or for none: they decode a segment before they choose a
     * route (zadig-servers 3.8), and some of them twice. Such a name would lead to another operation.
     */
    private static final Pattern MANY_SEGMENTS =
            Pattern.compile("[/\\\\]|%2f|%5c|^(\\.|%2e){1,2}$", Pattern.CASE_INSENSITIVE);

    /** What a request carries. */
    record Body(String type, String text) {}

    static Call get(String route, Object... names) {
        return of("GET", route, names);
    }

    static Call post(String route, Object... names) {
        return of("POST", route, names);
    }

    static Call put(String route, Object... names) {
        return of("PUT", route, names);
    }

    static Call delete(String route, Object... names) {
        return of("DELETE", route, names);
    }

    /**
     * A call.
     *
     * @param route with {@code {}} where each of the names goes
     */
    private static Call of(String method, String route, Object... names) {
        var path = route;
        var problem = "";
        for (Object name : names) {
            var segment = name.toString();
            path = path.replaceFirst("\\{}", percent(segment));
            if (problem.isEmpty()
                    && (segment.isEmpty() || MANY_SEGMENTS.matcher(segment).find())) {
                problem = "\"" + segment + "\" cannot be part of a path";
            }
        }
        return new Call(method, path, Map.of(), null, Feature.BASE, false, problem);
    }

    Call query(String name, Object value) {
        var all = new LinkedHashMap<>(query);
        all.put(name, String.valueOf(value));
        return new Call(method, path, all, body, feature, abort, problem);
    }

    /** The same call for a page of a list; servers take 0 for "all". */
    Call page(int number, int size) {
        var paged = query("pageNum", number).query("pageSize", size);
        return number > 0 && size > 0
                ? paged
                : new Call(method, path, query, body, feature, abort, "page and page size start at 1");
    }

    Call json(JsonNode json) {
        return with(new Body("application/json", json.toString()));
    }

    Call with(Body other) {
        return new Call(method, path, query, other, feature, abort, problem);
    }

    /** The same call as one that only servers with a feature have. */
    Call needing(Feature needed) {
        return new Call(method, path, query, body, needed, abort, problem);
    }

    /** The same call as one that stops a task. */
    Call aborting() {
        return new Call(method, path, query, body, feature, true, problem);
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

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
