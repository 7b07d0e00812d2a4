package io.jenkins.plugins.zadig.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues tokens of the form that Zadig issues: JWT, HS256, valid for 100 years (zadig-servers 2.7). */
final class ApiToken {
    private static final byte[] KEY = "simulator-signing-key".getBytes(StandardCharsets.UTF_8);
    private static final Duration LIFE = Duration.ofHours(876_000);

    private ApiToken() {}

    static String issue(SimulatedUser user, Instant now, int generation) {
        var claims = Json.object()
                .put("name", user.name())
                .put("email", user.email())
                .put("uid", user.uid())
                .put("preferred_username", user.name())
                .put("mfa_verified", false)
                .put("aud", "zadig")
                .put("exp", now.plus(LIFE).getEpochSecond())
                .put("jti", user.uid() + "-" + generation);
        claims.putObject("federated_claims").put("connector_id", "system").put("user_id", user.name());
        var signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(sign(signed));
    }

    private static byte[] sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
