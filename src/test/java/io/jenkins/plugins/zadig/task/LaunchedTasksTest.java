package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TaskSummary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A task of a user that launches here is somebody else's when no run was sent from here that can have made it. */
class LaunchedTasksTest {
    private static final String USER = "bot";

    private static TaskSummary row(long id, long created) {
        return new TaskSummary(id, "passed", USER, created, 0, 0);
    }

    private static LaunchIntent intent(long baseline, long since) {
        return new LaunchIntent("key", baseline, since, USER);
    }

    private static boolean isAlone(LaunchedTasks known, TaskSummary... rows) {
        return known.stranger(List.of(rows), USER).isEmpty();
    }

    @Test
    void whatWasThereBeforeProvesNothing() {
        assertThat(isAlone(LaunchedTasks.NONE, row(7, 1))).isTrue();
        assertThat(isAlone(LaunchedTasks.NONE.sending(intent(7, 1_000), List.of()), row(7, 1), row(6, 1)))
                .isTrue();
    }

    @Test
    void taskWithoutARunIsAStrangers() {
        var known = LaunchedTasks.NONE.sending(intent(7, 1_000), List.of()).launched(1_000, 8);
        assertThat(isAlone(known, row(8, 1_001))).isTrue();
        assertThat(known.stranger(List.of(row(9, 1_002), row(8, 1_001)), USER)).contains(row(9, 1_002));
        assertThat(known.stranger(List.of(row(9, 1_002)), "alice")).isEmpty();
    }

    @Test
    void runWithoutANumberExplainsOneTaskOfItsTime() {
        var known = LaunchedTasks.NONE.sending(intent(0, 1_000), List.of());
        assertThat(isAlone(known, row(1, 1_100))).isTrue();
        assertThat(isAlone(known, row(1, 1_601))).isFalse();
        assertThat(isAlone(known, row(1, 1_100), row(2, 1_100))).isFalse();
        var two = known.sending(intent(0, 1_500), List.of());
        assertThat(isAlone(two, row(2, 1_590), row(1, 1_580))).isTrue();
        assertThat(isAlone(two, row(2, 1_700), row(1, 1_580))).isTrue();
        assertThat(isAlone(two, row(2, 1_700), row(1, 1_700))).isFalse();
    }

    /** Of a server that does not tell the time, or through a proxy that takes it away. */
    @Test
    void runOfAnUnknownTimeExplainsOneTaskOfAnyTime() {
        var known = LaunchedTasks.NONE.sending(intent(0, 0), List.of());
        assertThat(isAlone(known, row(1, 9_000))).isTrue();
        assertThat(isAlone(known, row(1, 9_000), row(2, 9_000))).isFalse();
        assertThat(isAlone(known.launched(0, 1), row(1, 9_000), row(2, 9_000))).isFalse();
    }

    @Test
    void runThatWasNotSentExplainsNothing() {
        var intent = intent(0, 1_000);
        assertThat(isAlone(LaunchedTasks.NONE.sending(intent, List.of()).notSent(intent), row(1, 1_001)))
                .isFalse();
    }

    @Test
    void resumedRunCountsOnce() {
        var intent = intent(0, 1_000);
        var known = LaunchedTasks.NONE.sending(intent, List.of()).sent(intent);
        assertThat(isAlone(known, row(1, 1_001), row(2, 1_001))).isFalse();
        assertThat(isAlone(LaunchedTasks.NONE.sending(intent(0, 5), List.of()).sent(intent), row(1, 1_001)))
                .isTrue();
    }

    @Test
    void numberIsNoIdentityWhereAWorkflowIsMadeAnew() {
        var known = LaunchedTasks.NONE.sending(intent(50, 1_000), List.of()).launched(1_000, 51);
        assertThat(known.has(row(51, 1_001))).isTrue();
        assertThat(known.has(row(51, 9_001))).isFalse();
        var anew = known.sending(intent(0, 9_000), List.of()).launched(9_000, 1);
        assertThat(isAlone(anew, row(1, 9_001))).isTrue();
        assertThat(isAlone(anew, row(1, 9_001), row(2, 9_002))).isFalse();
    }

    /** The user's tasks of before the first run may be anybody's; then nothing speaks for a token of this controller alone. */
    @Test
    void firstRunAfterTasksOfTheUserIsNotProven() {
        var first = intent(7, 1_000);
        assertThat(LaunchedTasks.NONE.isProven(first)).isFalse();
        assertThat(LaunchedTasks.NONE.sending(first, List.of(row(7, 1))).isProven(first))
                .isFalse();
        var others = LaunchedTasks.NONE.sending(first, List.of(by("alice", 7), by("bob", 6)));
        assertThat(others.isProven(first)).isTrue();
        assertThat(isAlone(others, row(5, 1))).isTrue();
        assertThat(isAlone(others, row(7, 1))).isFalse();
        var none = intent(0, 1_000);
        assertThat(LaunchedTasks.NONE.sending(none, List.of()).isProven(none)).isTrue();
    }

    @Test
    void laterRunIsProvenUntilTheWorkflowIsMadeAnew() {
        var known =
                LaunchedTasks.NONE.sending(intent(7, 1_000), List.of(row(7, 1))).launched(1_000, 8);
        assertThat(known.isProven(intent(8, 1_100))).isTrue();
        var anew = intent(2, 1_200);
        assertThat(known.sending(anew, List.of(row(2, 1_150), by("alice", 1))).isProven(anew))
                .isFalse();
        assertThat(known.sending(anew, List.of(by("alice", 2), by("alice", 1))).isProven(anew))
                .isTrue();
    }

    private static TaskSummary by(String creator, long id) {
        return new TaskSummary(id, "passed", creator, 1, 0, 0);
    }

    @Test
    void onlyTheLatestRunsAreKept() {
        var known = LaunchedTasks.NONE;
        for (int id = 1; id <= 1_000; id++) {
            known = known.sending(intent(id - 1, 1_000L * id), List.of()).launched(1_000L * id, id);
        }
        assertThat(known.runs()).hasSizeLessThanOrEqualTo(200);
        assertThat(isAlone(
                        known,
                        IntStream.rangeClosed(1, 1_000)
                                .mapToObj(id -> row(id, 1_000L * id))
                                .toArray(TaskSummary[]::new)))
                .isTrue();
        assertThat(isAlone(known, row(1_001, 1_000_001))).isFalse();
    }
}
