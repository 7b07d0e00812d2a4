package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What the service behind {@code /api/directory} answered, which arrives as the text of a 500 (zadig-servers 3.24).
 *
 * @param json its body; text that is no JSON stands in it as the description
 */
record WrappedError(int status, JsonNode json) {
    private static final Pattern FORM = Pattern.compile("\\[(\\d{3}) [^]]*]\\s*(.*)", Pattern.DOTALL);

    /** The error in an answer, or {@code null} when there is none. */
    @CheckForNull
    static WrappedError in(Call call, int status, @CheckForNull JsonNode json) {
        // Elsewhere such a text tells of a third service, which says nothing about the request.
        if (status != 500 || json == null || !call.path().startsWith("api/directory/")) {
            return null;
        }
        var matcher = FORM.matcher(json.path("description").asText(""));
        if (!matcher.matches()) {
            return null;
        }
        var text = matcher.group(2);
        var inner = Transport.tree(text.getBytes(StandardCharsets.UTF_8));
        return new WrappedError(
                Integer.parseInt(matcher.group(1)),
                inner != null && inner.isObject()
                        ? inner
                        : Json.MAPPER.createObjectNode().put("description", text));
    }
}
