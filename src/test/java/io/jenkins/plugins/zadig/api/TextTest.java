package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void listsHaveNoHoles() {
        assertThat(Text.list(Arrays.asList("a", null, "b"))).containsExactly("a", "b");
        assertThat(Text.list(null)).isEmpty();
    }
}
