package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({"90s, 90", "30m, 1800", "2h, 7200", "1d, 86400", "1h30m, 5400", "1h 30m, 5400", "1d1s, 86401"})
    void isRead(String text, long seconds) {
        assertThat(TimeSpan.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0s", "0d0h", "5", "m", "1.5h", "-1h", "1H", "1 hour", "99999999999s", "1w", "٣s"})
    void isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSpan.parse(text))
                .withMessage(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "59, 59s",
        "60, 1m",
        "61, 1m 1s",
        "3600, 1h",
        "3661, 1h 1m",
        "86400, 1d",
        "90061, 1d 1h",
        "-5, 0s"
    })
    void isWrittenInItsTwoLargestUnits(long seconds, String text) {
        assertThat(TimeSpan.format(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void fractionsAreLeftOut() {
        assertThat(TimeSpan.format(Duration.ofMillis(1999))).isEqualTo("1s");
    }
}
