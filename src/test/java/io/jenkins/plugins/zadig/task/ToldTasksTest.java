package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ToldTasksTest {
    private static final Instant NOW = ManualTimeline.START;

    private final ToldTasks told = new ToldTasks(3);

    @Test
    void newerTasksOfAPlaceComeNewestFirst() {
        told.add("a", 7, NOW);
        told.add("a", 9, NOW);
        told.add("b", 8, NOW);
        assertThat(told.after("a", 0, 5, NOW)).containsExactly(9L, 7L);
        assertThat(told.after("a", 7, 5, NOW)).containsExactly(9L);
        assertThat(told.after("a", 0, 1, NOW)).containsExactly(9L);
        assertThat(told.after("c", 0, 5, NOW)).isEmpty();
    }

    @Test
    void repetitionsAreOne() {
        for (int i = 0; i < 10; i++) {
            told.add("a", 1, NOW);
        }
        told.add("a", 2, NOW);
        assertThat(told.after("a", 0, 5, NOW)).containsExactly(2L, 1L);
    }

    @Test
    void oldestMakeRoom() {
        for (long id = 1; id <= 5; id++) {
            told.add("a", id, NOW);
        }
        assertThat(told.after("a", 0, 9, NOW)).containsExactly(5L, 4L, 3L);
    }

    @Test
    void theyAreForgottenAfterAWhile() {
        told.add("a", 1, NOW);
        assertThat(told.after("a", 0, 5, NOW.plus(Duration.ofMinutes(10)))).containsExactly(1L);
        assertThat(told.after("a", 0, 5, NOW.plus(Duration.ofMinutes(11)))).isEmpty();
        told.add("b", 1, NOW.plus(Duration.ofMinutes(11)));
        assertThat(told.after("a", 0, 5, NOW)).isEmpty();
    }
}
