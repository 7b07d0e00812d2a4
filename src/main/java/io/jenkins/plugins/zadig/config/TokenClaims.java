package io.jenkins.plugins.zadig.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a Zadig token says of itself. Nothing of it is verified, which only Zadig can do: it is for telling people whose
 * token they chose, never for a decision about access.
 *
 * @param name what Zadig calls the user, and the creator of the user's tasks
 * @param account what the user logs in as
 * @param expires {@code null} when the token does not say
 */
record TokenClaims(
        String name, String account, @CheckForNull Instant expires) {
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");
    private static final int MAX_TOKEN = 16_384;
    private static final int MAX_NAME = 64;
    /** The year 5138: what lies beyond is no date that somebody meant. */
    private static final double MAX_SECONDS = 1e11;
    /** API tokens last a hundred years, and log-in tokens a year at most (zadig-servers 2.7, 2.10). */
    private static final Duration API_TOKEN_LASTS = Duration.ofDays(365);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a token, {@code null} when it is none of Zadig's form. */
    @CheckForNull
    static TokenClaims read(@CheckForNull String token) {
        if (token == null || token.length() > MAX_TOKEN) {
            return null;
        }
        var parts = JWT.matcher(token);
        if (!parts.matches()) {
            return null;
        }
        try {
            var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts.group(1)));
            return claims == null || !claims.isObject()
                    ? null
                    : new TokenClaims(
                            text(claims.path("name")),
                            text(claims.path("preferred_username")),
                            instant(claims.path("exp")));
        } catch (IOException | IllegalArgumentException x) {
            return null;
        }
    }

    private static String text(JsonNode claim) {
        var text = claim.isTextual()
                ? claim.textValue().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip()
                : "";
        return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) + "…" : text;
    }

    @CheckForNull
    private static Instant instant(JsonNode claim) {
        var seconds = claim.isNumber() ? claim.doubleValue() : -1;
        return seconds >= 0 && seconds <= MAX_SECONDS ? Instant.ofEpochSecond((long) seconds) : null;
    }

    /** Name and account as people read them. */
    String who() {
        if (name.isEmpty() || name.equals(account)) {
            return account.isEmpty() ? "?" : account;
        }
        return account.isEmpty() ? name : name + " (" + account + ")";
    }

    boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Whether this is a log-in token: Zadig drops it when its user logs out (zadig-servers 2.10). */
    boolean login(Instant now) {
        return expires != null && expires.isBefore(now.plus(API_TOKEN_LASTS));
    }
}
