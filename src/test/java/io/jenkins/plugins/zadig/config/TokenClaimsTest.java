package io.jenkins.plugins.zadig.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void apiTokenNamesItsUserAndLasts() {
        var claims = TokenClaims.read(token("""
                {"name":"Jenkins Bot","email":"bot@example.com","preferred_username":"bot","exp":4933872000,"aud":"zadig"}
                """));
        assertThat(claims).isEqualTo(new TokenClaims("Jenkins Bot", "bot", Instant.ofEpochSecond(4933872000L)));
        assertThat(claims.who()).isEqualTo("Jenkins Bot (bot)");
        assertThat(claims.login(NOW)).isFalse();
        assertThat(claims.expired(NOW)).isFalse();
    }

    @Test
    void loginTokenIsOneThatEndsWithinAYear() {
        assertThat(expiringIn(Duration.ofDays(364)).login(NOW)).isTrue();
        assertThat(expiringIn(Duration.ofDays(366)).login(NOW)).isFalse();
        assertThat(expiringIn(Duration.ofDays(1)).expired(NOW)).isFalse();
        assertThat(expiringIn(Duration.ZERO).expired(NOW)).isTrue();
    }

    @Test
    void whoNeedsNoName() {
        assertThat(TokenClaims.read(token("{\"preferred_username\":\"bot\"}")).who())
                .isEqualTo("bot");
        assertThat(TokenClaims.read(token("{\"name\":\"bot\",\"preferred_username\":\"bot\"}"))
                        .who())
                .isEqualTo("bot");
        assertThat(TokenClaims.read(token("{\"name\":\"Bot\"}")).who()).isEqualTo("Bot");
        assertThat(TokenClaims.read(token("{}")).who()).isEqualTo("?");
    }

    @Test
    void chineseNameIsKept() {
        assertThat(TokenClaims.read(token("{\"name\":\"\u53d1\u5e03\"}")).name())
                .isEqualTo("\u53d1\u5e03");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "secret",
                "a.b",
                "a.b.c.d",
                "a..c",
                "a.%%%.c",
                "Bearer a.e30.c",
                "a.e30.c\r\nX-Header: x",
                "a.bm90IGpzb24.c",
                "a.W10.c",
                "a.MQ.c",
                "a.bnVsbA.c"
            })
    void whatIsNoTokenOfZadigIsNone(String text) {
        assertThat(TokenClaims.read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exp\":\"2026\"}",
                "{\"exp\":-1}",
                "{\"exp\":1e300}",
                "{\"exp\":99999999999999999999999999}",
                "{\"exp\":{}}",
                "{\"exp\":null}"
            })
    void hostileExpiryIsNone(String claims) {
        assertThat(TokenClaims.read(token(claims)).expires()).isNull();
    }

    @Test
    void hostileNamesAreShortenedAndStripped() {
        var claims = TokenClaims.read(
                token("{\"name\":\"a\\u0000\\u001b[8mha:b\\r\\nc\\u202e\",\"preferred_username\":[1]}"));
        assertThat(claims.name()).isEqualTo("a[8mha:bc");
        assertThat(claims.account()).isEmpty();
        assertThat(TokenClaims.read(token("{\"name\":\"" + "x".repeat(5000) + "\"}"))
                        .name())
                .hasSize(65);
    }

    @Test
    void hostileDepthAndSizeAreNone() {
        assertThat(TokenClaims.read(token("[".repeat(5000)))).isNull();
        assertThat(TokenClaims.read(token("{\"name\":\"" + "x".repeat(50_000) + "\"}")))
                .isNull();
    }

    private static TokenClaims expiringIn(Duration rest) {
        return TokenClaims.read(token("{\"exp\":" + NOW.plus(rest).getEpochSecond() + "}"));
    }

    private static String token(String claims) {
        return "eyJhbGciOiJIUzI1NiJ9." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
                + ".c2ln";
    }
}
