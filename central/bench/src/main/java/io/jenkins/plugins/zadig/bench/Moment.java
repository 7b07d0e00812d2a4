package io.jenkins.plugins.zadig.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as all processes of the benchmark tell it. */
final class Moment {
    private Moment() {}

    static long now() {
        return of(Instant.now());
    }

    /** Microseconds since 1970. */
    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
