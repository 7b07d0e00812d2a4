package io.jenkins.plugins.zadig.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What can go wrong between a request and its answer, on the wire. */
enum WireFault {
    CONNECTION_REFUSED(Wire::hang),
    DNS_FAILURE(Wire::hang),
    TLS_CERTIFICATE(Wire::hang),
    TLS_ABSENT(Wire::hang),
    TIMEOUT_CONNECT(Wire::hang),
    TIMEOUT_HEADERS(Wire::hang),
    TIMEOUT_BODY(wire -> {
        wire.ok(wire.healthy().length);
        wire.write(half(wire));
        wire.hang();
    }),
    DRIPPING_BODY(wire -> {
        wire.ok(wire.healthy().length);
        wire.drip(wire.healthy());
    }),
    RESET_BEFORE_BODY(Wire::reset),
    RESET_IN_BODY(wire -> {
        wire.ok(wire.healthy().length);
        wire.write(half(wire));
        wire.reset();
    }),
    RESET_AFTER_BODY(wire -> {
        wire.ok(wire.healthy().length);
        wire.write(wire.healthy());
        wire.hang();
        wire.reset();
    }),
    CLOSED_WITHOUT_ANSWER(wire -> {}),
    EMPTY_400(wire -> wire.empty(400)),
    EMPTY_401(wire -> wire.empty(401)),
    EMPTY_403(wire -> wire.empty(403)),
    MFA_403(wire -> wire.empty(403, "x-zadig-auth-reason: mfa")),
    ROUTE_404(wire -> wire.whole(404, "text/plain; charset=utf-8", "Invalid path: /x")),
    HTML_404(wire -> wire.whole(404, "text/html", html("404"))),
    METHOD_405(wire -> wire.whole(405, "text/plain; charset=utf-8", "Method not allowed: GET /x")),
    BUSY_429(wire -> wire.empty(429)),
    BUSY_429_ONE_SECOND(wire -> wire.empty(429, "Retry-After: 1")),
    BUSY_429_ONE_HOUR(wire -> wire.empty(429, "Retry-After: 3600")),
    NOT_FOUND_500(wire -> wire.whole(500, "application/json", internal("mongo: no documents in result"))),
    OTHER_500(wire -> wire.whole(500, "application/json", internal("dial tcp 10.0.0.3:27017: i/o timeout"))),
    HTML_500(wire -> wire.whole(500, "text/html", html("500"))),
    GATEWAY_502(wire -> wire.whole(502, "text/html", html("502"))),
    GATEWAY_503(wire -> wire.empty(503)),
    GATEWAY_504(wire -> wire.whole(504, "text/html", html("504"))),
    HTML_200(wire -> wire.whole(200, "text/html", html("Log in"))),
    EMPTY_200(wire -> wire.empty(200, "Content-Type: application/json")),
    TRUNCATED_200(wire -> wire.whole(200, wire.type(), half(wire))),
    WRONG_TYPE_200(wire -> wire.whole(200, wire.type(), "\"text\"")),
    HUGE_200(wire -> {
        wire.ok(wire.healthy().length + Sizes.HUGE);
        wire.blanks(Sizes.HUGE);
        wire.write(wire.healthy());
    }),
    DEEP_200(wire -> wire.whole(200, wire.type(), "{\"a\":".repeat(Sizes.DEPTH) + "{}" + "}".repeat(Sizes.DEPTH))),
    DUPLICATE_KEYS_200(
            wire -> wire.whole(200, wire.type(), changed(wire, "\\{(\"\\w+\":(?:\"[^\"]*\"|\\d+))", "{$1,$1"))),
    HUGE_NUMBERS_200(wire -> wire.whole(200, wire.type(), changed(wire, ":\\d+", ":" + "9".repeat(400)))),
    UNKNOWN_ENUM_200(wire ->
            wire.whole(200, wire.type(), changed(wire, "\"(status|type)\":\"[^\"]*\"", "\"$1\":\"never_seen\""))),
    NULL_LISTS_200(wire -> wire.whole(200, wire.type(), withoutLists(wire))),
    REDIRECT_ELSEWHERE(wire -> wire.empty(302, "Location: " + wire.elsewhere())),
    GZIP_BOMB(wire -> wire.whole(200, wire.type(), Bomb.PACKED, "Content-Encoding: gzip"));

    private static final class Sizes {
        static final int HUGE = 200 << 20;
        static final int DEPTH = 10_000;
    }

    /** Takes one request. */
    @FunctionalInterface
    private interface Service {
        void serve(Wire wire) throws IOException;
    }

    private final Service service;

    WireFault(Service service) {
        this.service = service;
    }

    void answer(Wire wire) throws IOException {
        service.serve(wire);
    }

    /** Whether it shows only by the time that passes. */
    boolean isSlow() {
        return switch (this) {
            case TIMEOUT_CONNECT, TIMEOUT_HEADERS, TIMEOUT_BODY, DRIPPING_BODY -> true;
            default -> false;
        };
    }

    /** Whether no request can arrive. */
    boolean isBeforeSending() {
        return switch (this) {
            case CONNECTION_REFUSED, DNS_FAILURE, TLS_CERTIFICATE, TLS_ABSENT, TIMEOUT_CONNECT -> true;
            default -> false;
        };
    }

    /** As the table has it, such as {@code reset in body}. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String html(String title) {
        return "<html><head><title>" + title + "</title></head><body>nginx</body></html>";
    }

    private static String internal(String description) {
        return "{\"code\":500,\"message\":\"Internal Error: \",\"description\":\"" + description + "\"}";
    }

    private static byte[] half(Wire wire) {
        return Arrays.copyOf(wire.healthy(), wire.healthy().length / 2);
    }

    private static String changed(Wire wire, String pattern, String by) {
        return new String(wire.healthy(), StandardCharsets.UTF_8).replaceAll(pattern, by);
    }

    private static String withoutLists(Wire wire) {
        var innermost = Pattern.compile("\\[[^\\[\\]]*]");
        var text = new String(wire.healthy(), StandardCharsets.UTF_8);
        for (Matcher list = innermost.matcher(text); list.find(); list = innermost.matcher(text)) {
            text = list.replaceAll("null");
        }
        return text;
    }

    /** 64 MB in 64 kB. */
    private static final class Bomb {
        static final byte[] PACKED = packed();

        private static byte[] packed() {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                var blanks = new byte[1 << 20];
                Arrays.fill(blanks, (byte) ' ');
                for (int i = 0; i < 64; i++) {
                    gzip.write(blanks);
                }
            } catch (IOException x) {
                throw new UncheckedIOException(x);
            }
            return packed.toByteArray();
        }
    }
}
