package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that may be that of another launch is nobody's by elimination. */
class LaunchClaimsTest {
    private static final String LANE = "nightly";

    private final LaunchClaims claims = new LaunchClaims();

    private static LaunchIntent intent(String key, long baseline) {
        return new LaunchIntent(key, baseline, 0, null);
    }

    private boolean isDisputed(long id, String key) {
        return isDisputed(LANE, id, key);
    }

    private boolean isDisputed(String lane, long id, String key) {
        var task =
                new WorkflowTask(id, "nightly", "", "shop", "waiting", "", "", 0, 0, 0, List.of(), List.of(), "", "");
        return claims.isDisputed(lane, lane + id, task, intent(key, 0));
    }

    @Test
    void taskThatALaunchCouldNotTellStaysDisputed() {
        claims.dispute("nightly1");

        assertThat(isDisputed(1, "own")).isTrue();
        assertThat(isDisputed(2, "own")).isFalse();
    }

    @Test
    void openLaunchCanHaveAnyTaskAfterItsBaseline() {
        claims.open(LANE, intent("own", 3));
        assertThat(isDisputed(5, "own")).isFalse();

        claims.open(LANE, intent("other", 4));
        assertThat(isDisputed(5, "own")).isTrue();
        assertThat(isDisputed(4, "own")).isFalse();
        assertThat(isDisputed("weekly", 5, "own")).isFalse();
    }

    @Test
    void launchThatHasEndedLeavesTheOthersOpen() {
        claims.open(LANE, intent("one", 0));
        claims.open(LANE, intent("two", 0));

        claims.close(LANE, intent("one", 0));
        assertThat(isDisputed(1, "own")).isTrue();

        claims.close(LANE, intent("two", 0));
        assertThat(isDisputed(1, "own")).isFalse();
        claims.close(LANE, intent("two", 0));
    }

    @Test
    void oldestDisputesAreForgottenAfterTenThousand() {
        for (int id = 0; id < 10_000; id++) {
            claims.dispute(LANE + id);
        }
        assertThat(isDisputed(0, "own")).isTrue();

        claims.dispute(LANE + 10_000);
        assertThat(isDisputed(0, "own")).isFalse();
        assertThat(isDisputed(1, "own")).isTrue();
        assertThat(isDisputed(10_000, "own")).isTrue();
    }
}
