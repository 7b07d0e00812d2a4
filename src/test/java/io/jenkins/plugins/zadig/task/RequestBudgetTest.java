package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No second has more requests than the budget allows, and not many fewer when there is enough to ask. */
class RequestBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private long now;

    private List<Long> spend(RequestBudget budget, long until, Random urgent) {
        var sent = new ArrayList<Long>();
        while (now < until) {
            var pause = budget.pause(now, urgent.nextInt(10) == 0, 0);
            now += pause;
            if (pause == 0) {
                budget.take(now);
                sent.add(now);
            }
        }
        return sent;
    }

    private static int peak(List<Long> sent) {
        var peak = 0;
        for (int i = 0; i < sent.size(); i++) {
            var first = sent.get(i);
            peak = Math.max(peak, (int) sent.subList(i, sent.size()).stream()
                    .takeWhile(at -> at - first <= SECOND)
                    .count());
        }
        return peak;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void holdsInEverySecond(int perSecond) {
        var sent = spend(new RequestBudget(perSecond), 60 * SECOND, new Random(perSecond));

        assertThat(peak(sent)).isEqualTo(perSecond);
        assertThat(sent.size() / 60.0).isGreaterThan(perSecond * 0.74);
    }

    @Test
    void urgentOnesGoAtOnceWhileThereIsRoom() {
        var budget = new RequestBudget(5);
        for (int i = 0; i < 5; i++) {
            assertThat(budget.pause(now, true, 0)).isZero();
            budget.take(now);
        }

        assertThat(budget.pause(now, true, 0)).isEqualTo(RequestBudget.WINDOW);
    }

    @Test
    void othersKeepADistance() {
        var budget = new RequestBudget(5);
        budget.take(now);

        assertThat(budget.pause(now, false, 0)).isBetween(SECOND / 5, SECOND / 4);
    }

    @Test
    void othersLeavePlacesFreeThatAreKept() {
        var budget = new RequestBudget(5);
        var sent = 0;
        while (now < SECOND) {
            now += budget.pause(now, false, 1);
            assertThat(budget.pause(now, true, 1)).isZero();
            budget.take(now);
            sent++;
        }

        assertThat(sent).isEqualTo(5);
        assertThat(new RequestBudget(1).pause(now, false, 1)).isZero();
    }

    @Test
    void changeCountsWhatWasSent() {
        var budget = new RequestBudget(5);
        for (int i = 0; i < 5; i++) {
            budget.take(now);
        }
        budget.change(7);
        assertThat(budget.pause(now, true, 0)).isZero();
        budget.take(now);
        budget.take(now);
        assertThat(budget.pause(now, true, 0)).isEqualTo(RequestBudget.WINDOW);

        budget.change(1);
        assertThat(budget.pause(now + SECOND / 2, true, 0)).isEqualTo(RequestBudget.WINDOW - SECOND / 2);
    }
}
