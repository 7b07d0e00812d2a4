package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void noTimeIsNotNineteenSeventy() {
        assertThat(Text.instant(0)).isNull();
        assertThat(Text.instant(-1)).isNull();
        assertThat(Text.instant(1)).isEqualTo(Instant.EPOCH.plusSeconds(1));
    }

    @Test
    void absurdTimesAreNone() {
        var last = Instant.MAX.getEpochSecond();

        assertThat(Text.instant(last)).isEqualTo(Instant.ofEpochSecond(last));
        assertThat(Text.instant(last + 1)).isNull();
    }

    @Test
    void listsHaveNoHoles() {
        assertThat(Text.list(Arrays.asList("a", null, "b"))).containsExactly("a", "b");
        assertThat(Text.list(null)).isEmpty();
    }
}
