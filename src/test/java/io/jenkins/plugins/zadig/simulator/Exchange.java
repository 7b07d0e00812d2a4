package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** A request that a real server was sent, and what it answered. */
record Exchange(JsonNode recorded) {
    /** A long text is recorded as a letter and how often it is there. */
    private static final Pattern LONG = Pattern.compile("<(\\w) x (\\d+)>");

    int number() {
        return recorded.path("n").asInt();
    }

    /** What it was sent for. */
    String check() {
        return recorded.path("check").asText();
    }

    String method() {
        return recorded.path("method").asText();
    }

    String path() {
        return recorded.path("path").asText();
    }

    /** Who sent it: a user's name, or nothing for nobody. */
    String user() {
        return recorded.path("as")
                .asText()
                .replaceAll("<token of (.*)>", "$1")
                .replace("nobody", "")
                .replace("?", "<somebody else>");
    }

    /** The body as it was sent; JSON was kept as such. */
    String body() {
        var body = recorded.path("body");
        var text = body.isMissingNode() || body.isNull() ? "" : body.isTextual() ? body.asText() : body.toString();
        return LONG.matcher(text).replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
    }

    int status() {
        return recorded.path("status").asInt();
    }

    JsonNode response() {
        return recorded.path("response");
    }

    @Override
    public String toString() {
        return number() + " " + check() + " \"" + recorded.path("note").asText() + "\" " + method() + " " + path();
    }
}
