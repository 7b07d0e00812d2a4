package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request counts for a minute, wherever the clock of the machine began. */
class RequestCountTest {
    private static final long SECOND = 1_000_000_000L;

    private final RequestCount count = new RequestCount();

    @ParameterizedTest
    @ValueSource(longs = {0, 12_345_678_901L, -12_345_678_901L, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2})
    void requestCountsForAMinute(long start) {
        for (int i = 0; i < 120; i++) {
            count.add(start + i * SECOND);
            count.add(start + i * SECOND);
            assertThat(count.lastMinute(start + i * SECOND)).isEqualTo(2 * Math.min(i + 1, 60));
        }
        assertThat(count.lastMinute(start + 119 * SECOND + 30 * SECOND)).isEqualTo(60);
        assertThat(count.lastMinute(start + 119 * SECOND + 59 * SECOND)).isEqualTo(2);
        assertThat(count.lastMinute(start + 119 * SECOND + 60 * SECOND)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -300 * SECOND})
    void nothingIsLeftAfterALongPause(long start) {
        count.add(start);
        count.add(start + 250 * SECOND);
        assertThat(count.lastMinute(start + 250 * SECOND)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -300 * SECOND})
    void requestThatIsToldLateCountsNow(long start) {
        count.add(start + 5 * SECOND);
        count.add(start + 4 * SECOND);
        assertThat(count.lastMinute(start + 5 * SECOND)).isEqualTo(2);
        assertThat(count.lastMinute(start + 65 * SECOND)).isZero();
    }
}
