package io.jenkins.plugins.zadig.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens of Zadig's form that no Zadig signed. */
final class Tokens {
    private Tokens() {}

    static String of(String user) {
        return of(user, Duration.ofDays(36_500));
    }

    static String of(String user, Duration rest) {
        var claims = "{\"name\":\"%s\",\"preferred_username\":\"%s\",\"exp\":%d}"
                .formatted(user, user, Instant.now().plus(rest).getEpochSecond());
        return "eyJhbGciOiJIUzI1NiJ9."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
