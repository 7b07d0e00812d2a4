package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.zadig.task.ManualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final ManualTimeline time = new ManualTimeline();
    private final List<Throwable> failed = new ArrayList<>();
    private boolean settled = true;
    private int runs;

    private Attempts attempts() {
        return new Attempts(Runnable::run, time, () -> settled, failed::add);
    }

    private void defective() {
        runs++;
        throw new LinkageError("loader");
    }

    @Test
    void defectBeforeJenkinsHasStartedIsNoFailureYet() {
        settled = false;
        attempts().once(() -> {
            runs++;
            if (!settled) {
                throw new IllegalStateException("not ready");
            }
        });
        time.advance(Duration.ofHours(1));
        assertThat(failed).isEmpty();

        settled = true;
        time.advance(Duration.ofMinutes(1));
        assertThat(failed).isEmpty();
        var then = runs;
        time.advance(Duration.ofHours(1));
        assertThat(runs).isEqualTo(then);
    }

    @Test
    void defectAfterwardsIsOne() {
        attempts().once(this::defective);
        assertThat(failed).hasSize(1);
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void defectMustLastWhereATaskDependsOnIt() {
        attempts().persistently(this::defective);
        time.advance(Duration.ofMinutes(9));
        assertThat(failed).isEmpty();
        time.advance(Duration.ofMinutes(3));
        assertThat(failed).hasSize(1);
    }

    @Test
    void whatIsSaidToUsersIsSaidAtOnce() {
        settled = false;
        attempts().persistently(() -> {
            throw new AbortException("There is no such server");
        });
        assertThat(failed).hasSize(1);
    }
}
