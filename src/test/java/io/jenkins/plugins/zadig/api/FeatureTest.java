package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureTest {
    @ParameterizedTest
    @EnumSource
    void isOnTheLinesFromItsFirstToItsLast(Line line) {
        assertThat(isOn(line, Feature.BASE)).isTrue();
        assertThat(isOn(line, Feature.COMMIT_LOOKUP)).isFalse();
        assertThat(isOn(line, Feature.PRODUCT_WORKFLOWS)).isEqualTo(line.hasProductWorkflows());
        assertThat(isOn(line, Feature.REMARK)).isEqualTo(line.hasRemarkRoute());
        assertThat(isOn(line, Feature.MANUAL_EXECUTION)).isEqualTo(line.hasManualExecRoutes());
    }

    private static boolean isOn(Line line, Feature feature) {
        return compare(line.toString(), feature.since()) >= 0
                && (feature.until().isEmpty() || compare(line.toString(), feature.until()) <= 0);
    }

    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\D")
                .splitAsStream(version)
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
