package io.jenkins.plugins.zadig.config;

import hudson.util.FormValidation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a form can say of a token without asking Zadig. */
final class TokenCheck {
    private TokenCheck() {}

    static FormValidation of(String token, Instant now) {
        var claims = TokenClaims.read(token.strip());
        if (claims == null) {
            return FormValidation.warning(Messages.TokenCheck_notOfZadig());
        }
        var expires = claims.expires();
        if (expires == null) {
            return FormValidation.ok(Messages.TokenCheck_of(claims.who()));
        }
        if (claims.expired(now)) {
            return FormValidation.error(Messages.TokenCheck_expired(claims.who(), date(expires)));
        }
        return claims.login(now)
                ? FormValidation.warning(Messages.TokenCheck_login(claims.who(), date(expires)))
                : FormValidation.ok(Messages.TokenCheck_of(claims.who()));
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(instant);
    }
}
