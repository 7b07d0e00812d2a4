package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whose turn it is: each priority gets its share, builds take turns, and nothing that is ready is forgotten. */
class PollQueueTest {
    private final PollQueue queue = new PollQueue();
    private long numbers;

    private static final class Waiting extends Poll<Void> {
        private final String build;

        Waiting(long number, String build, Priority priority) {
            super(number);
            this.build = build;
            this.priority = priority;
        }

        @Override
        String build() {
            return build;
        }

        @Override
        CompletableFuture<Void> ask(Runnable sent) {
            throw new UnsupportedOperationException();
        }

        @Override
        void answered(long request, Void answer, ZadigException failure) {
            throw new UnsupportedOperationException();
        }

        @Override
        void rearm(ZadigException why) {
            throw new UnsupportedOperationException();
        }
    }

    private Poll<?> add(String build, Priority priority) {
        var poll = new Waiting(numbers++, build, priority);
        queue.add(poll);
        return poll;
    }

    private List<Poll<?>> add(int number, Priority priority) {
        var polls = new ArrayList<Poll<?>>();
        for (int i = 0; i < number; i++) {
            polls.add(add("build " + numbers, priority));
        }
        return polls;
    }

    private long polled(int number, Priority priority) {
        var found = 0;
        for (int i = 0; i < number; i++) {
            found += queue.poll().priority == priority ? 1 : 0;
        }
        return found;
    }

    @Test
    void eachUrgencyGetsItsShare() {
        add(200, Priority.CHANGE);
        add(200, Priority.STALE);
        var shares = Priority.CHANGE.share() + Priority.STALE.share();

        assertThat(polled(30 * shares, Priority.STALE))
                .isBetween(30L * Priority.STALE.share() - 1, 30L * Priority.STALE.share() + 1);
    }

    @Test
    void whoHadNothingToAskHasNoClaimForThat() {
        add(100, Priority.COMPLETION);
        polled(90, Priority.COMPLETION);
        var stale = 0L;
        for (int i = 0; i < 10; i++) {
            add(1, Priority.STALE);
            stale += polled(1, Priority.STALE);
        }

        assertThat(stale).isLessThanOrEqualTo(1);
    }

    @Test
    void buildsTakeTurns() {
        var many = List.of(
                add("many", Priority.COMPLETION), add("many", Priority.COMPLETION), add("many", Priority.COMPLETION));
        var single = add("single", Priority.COMPLETION);

        assertThat(List.of(queue.poll(), queue.poll(), queue.poll(), queue.poll()))
                .containsExactly(many.get(0), single, many.get(1), many.get(2));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void othersOfABuildStayWhenOneGoes() {
        var gone = add("build", Priority.FIRST);
        var stays = add("build", Priority.FIRST);

        queue.remove(gone);

        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.poll()).isSameAs(stays);
        queue.remove(stays);
        assertThat(queue.isEmpty()).isTrue();
        assertThatThrownBy(queue::poll).isInstanceOf(IllegalStateException.class);
    }

    /** However many there are, and whoever has waited for longest. */
    @Test
    void nothingComesBeforeWhatStopsATask() {
        add(3, Priority.FIRST);
        var aborts = add(3, Priority.ABORT);

        assertThat(List.of(queue.poll(), queue.poll(), queue.poll())).isEqualTo(aborts);
    }

    @Test
    void onlyAHintThatComesNextIsUrgent() {
        assertThat(queue.isUrgent()).isFalse();
        add("build", Priority.FIRST);
        assertThat(queue.isUrgent()).isFalse();
        queue.poll();
        add("build", Priority.HINT);
        assertThat(queue.isUrgent()).isTrue();
    }
}
