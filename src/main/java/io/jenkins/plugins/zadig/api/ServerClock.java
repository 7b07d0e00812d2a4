package io.jenkins.plugins.zadig.api;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/**
 * What time it is on a server, by the {@code Date} of its last answer: each answer has one, also those without a body
 * (zadig-servers 3.25). The controller's own clock, which may be set, is not asked.
 */
final class ServerClock {
    private record Heard(long second, long nanos) {}

    private volatile Heard last;

    void hear(HttpHeaders headers) {
        headers.firstValue("date").ifPresent(date -> {
            try {
                var second = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toEpochSecond();
                last = new Heard(second, System.nanoTime());
            } catch (DateTimeException x) {
                // A time that cannot be read is none.
                last = null;
            }
        });
    }

    /** In epoch seconds; empty when no answer has told it. */
    OptionalLong now() {
        var known = last;
        return known == null
                ? OptionalLong.empty()
                : OptionalLong.of(known.second() + (System.nanoTime() - known.nanos()) / 1_000_000_000);
    }
}
