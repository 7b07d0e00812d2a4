package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A step's time goes on over a restart, and no clock that is set gives any of it back. */
class ObservedTaskStateTest {
    private static ObservedTaskState with(long left) {
        return with(left, 0);
    }

    private static ObservedTaskState with(long left, long serverSecond) {
        return new ObservedTaskState(
                "7", 900_000, "east", "https://zadig.example.com/", "release #1", 0, "", left, 1_000_000, serverSecond);
    }

    /** The server tells later how long nothing ran. */
    @Test
    void clockThatWasSetForwardTakesNothing() {
        assertThat(with(60_000, 1_000).later(2_000_000).leftMillis()).isEqualTo(60_000);
        assertThat(with(60_000, 1_000).passed(50_000).leftMillis()).isEqualTo(10_000);
        assertThat(with(60_000, 1_000).passed(70_000).leftMillis()).isZero();
    }

    @Test
    void timeWithoutAControllerCounts() {
        assertThat(with(60_000).later(1_010_000).leftMillis()).isEqualTo(50_000);
        assertThat(with(60_000).later(2_000_000).leftMillis()).isZero();
    }

    @Test
    void clockThatWasSetBackGivesNothingBack() {
        assertThat(with(60_000).later(0).leftMillis()).isEqualTo(60_000);
    }

    @Test
    void stepWithoutALimitHasNoneLater() {
        assertThat(with(ObservedTaskState.NO_LIMIT).later(2_000_000).leftMillis())
                .isEqualTo(ObservedTaskState.NO_LIMIT);
    }
}
