package io.jenkins.plugins.zadig.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An HTTP server in front of the simulated Zadig: hands every request to the dispatcher. */
interface Front {
    /** Begins to listen, and says where. */
    URI open();

    void shut();

    /** The values of a query; as in Go, the first value of a name counts. */
    static Map<String, String> query(String text) {
        var query = new HashMap<String, String>();
        for (String pair : text.split("&")) {
            var parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                query.putIfAbsent(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
