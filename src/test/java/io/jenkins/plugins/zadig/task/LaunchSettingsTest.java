package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever shortens the time that a lost launch is looked for gets no longer time to settle than that. */
class LaunchSettingsTest {
    private static final Duration SETTLE = LaunchSettings.DEFAULT.settle();

    @Test
    void windowThatIsLongEnoughLeavesTheTimeToSettle() {
        var other = SETTLE.multipliedBy(3);

        assertThat(LaunchSettings.DEFAULT.within(other))
                .isEqualTo(new LaunchSettings(LaunchSettings.DEFAULT.pause(), other, SETTLE));
    }

    @Test
    void windowThatIsShorterIsTheTimeToSettle() {
        var other = SETTLE.dividedBy(2);

        assertThat(LaunchSettings.DEFAULT.within(other).settle()).isEqualTo(other);
        assertThat(LaunchSettings.DEFAULT.within(other).window()).isEqualTo(other);
    }

    @Test
    void afterARestartTheOnlyOneMustStayThatForTheWholeWindow() {
        var patient = LaunchSettings.DEFAULT.settlingLong();

        assertThat(patient.settle()).isEqualTo(LaunchSettings.DEFAULT.window()).isEqualTo(patient.window());
    }
}
