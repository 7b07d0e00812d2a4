package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Decides what an answer other than 2xx means (zadig-servers 2.3 to 2.6, 3.2 to 3.5). */
final class ErrorAnswer {
    private static final int NO_TASK = 6161;

    /** Other refusals have this code, too. Of a workflow that is missing the text is empty or names the database. */
    private static final int NO_WORKFLOW = 6542;

    private ErrorAnswer() {}

    static ZadigException read(Call call, Answer answer, String token) {
        var body = answer.body();
        var json = body.length == 0 ? null : Transport.tree(body);
        var head = call + " → " + answer.status();
        var inner = WrappedError.in(call, answer.status(), json);
        return inner == null
                ? read(call, answer, answer.status(), json, head, token)
                : read(call, answer, inner.status(), inner.json(), head + " (" + inner.status() + ")", token);
    }

    private static ZadigException read(
            Call call, Answer answer, int status, @CheckForNull JsonNode json, String head, String token) {
        var text = description(json, token);
        var message = text.isEmpty() ? head : head + ": " + text;
        switch (status) {
            case 401:
                return new ZadigException.Unauthorized(
                        head + ": the token was not accepted", ZadigException.Delivery.ANSWERED);
            case 403:
                return new ZadigException.Forbidden(
                        message,
                        answer.headers().firstValue("x-zadig-auth-reason").isPresent());
            case 404, 405:
                return json != null && json.has("code") && status == 404
                        ? new ZadigException.NotFound(message)
                        : new ZadigException.Unsupported(
                                head + ": this server has no such operation",
                                call.feature(),
                                looksLikeHtml(answer),
                                status == 405);
            case 429:
                return new ZadigException.Unavailable(
                        message, ZadigException.Delivery.ANSWERED, retryAfter(answer), null);
            default:
                return other(call, answer, status, json, text, message);
        }
    }

    private static ZadigException other(
            Call call, Answer answer, int status, @CheckForNull JsonNode json, String text, String message) {
        if (status / 100 == 3) {
            return new ZadigException.Malformed(
                    call + " → " + status + ": a redirect" + target(answer), ZadigException.Delivery.NEVER_SENT, null);
        }
        if (status / 100 == 4) {
            var code = json == null ? status : json.path("code").asInt(status);
            return code == NO_TASK || code == NO_WORKFLOW && (text.isEmpty() || text.contains("mongo"))
                    ? new ZadigException.NotFound(message)
                    : new ZadigException.Refused(message, code, text);
        }
        if (status > 500) {
            // Zadig itself knows 500 alone. A gateway that gave up says nothing about what Zadig did behind it.
            return new ZadigException.Unavailable(message, ZadigException.Delivery.UNKNOWN, retryAfter(answer), null);
        }
        if (looksLikeHtml(answer)) {
            return new ZadigException.Malformed(
                    call + " → 500: an HTML page instead of JSON", ZadigException.Delivery.UNKNOWN, null);
        }
        // Errors without a code of their own are 500 whatever they mean; this text is how "not found" shows
        // (zadig-servers 3.7). Unlike the text of a coded error it cannot belong to another request.
        if (status == 500 && text.contains("no documents in result")) {
            return new ZadigException.NotFound(message);
        }
        return new ZadigException.Internal(message, text);
    }

    private static String description(@CheckForNull JsonNode json, String token) {
        if (json == null || !json.isObject()) {
            return "";
        }
        var description = json.path("description").asText("");
        var text = description.isEmpty() ? json.path("message").asText("") : description;
        // Some proxies echo the request in their error pages.
        return PlainText.line(text.replace(token, "****"));
    }

    static boolean looksLikeHtml(Answer answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        var start = new String(answer.body(), 0, Math.min(answer.body().length, 64), StandardCharsets.UTF_8);
        return type.contains("html") || start.stripLeading().startsWith("<");
    }

    private static String target(Answer answer) {
        try {
            var host = URI.create(answer.headers().firstValue("Location").orElse(""))
                    .getHost();
            return host == null ? "" : " to " + PlainText.line(host);
        } catch (IllegalArgumentException x) {
            return "";
        }
    }

    @CheckForNull
    private static Duration retryAfter(Answer answer) {
        var seconds = answer.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
