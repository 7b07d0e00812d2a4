package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class StopStateTest {
    private final StopState state = new StopState(null);
    private final Throwable abort = new InterruptedException("abort");

    @Test
    void anAbortKeepsARequestFromBeingSent() {
        assertThat(state.stop(abort)).isFalse();

        assertThat(state.ask()).isFalse();
        assertThat(state.isAsking()).isFalse();
    }

    @Test
    void anAbortKnowsOfARequestThatIsUnderWay() {
        assertThat(state.ask()).isTrue();
        state.stop(abort);

        assertThat(state.isAsking()).isTrue();
        assertThat(state.ask()).as("another request").isFalse();
        assertThat(state.isAsking()).as("the first is under way still").isTrue();
        assertThat(state.answered()).isEqualTo(new StopState.Answered(true, abort));
        assertThat(state.isAsking()).isFalse();
    }

    @Test
    void whatWasStoppedBeforeARestartIsNotAskedForAgain() {
        var stopped = new StopState(abort);

        assertThat(stopped.isUnwanted()).isTrue();
        assertThat(stopped.ask()).isFalse();
        assertThat(stopped.end()).isSameAs(abort);
    }

    @Test
    void anAbortAfterATimeLimitIsTheFirst() {
        state.timeOut(new IllegalStateException("limit"));
        assertThat(state.isTimedOut()).isTrue();

        assertThat(state.stop(abort)).isFalse();
        assertThat(state.isTimedOut()).isFalse();
        assertThat(state.end()).isSameAs(abort);
        assertThat(state.stop(abort)).isTrue();
    }

    @Test
    void aTimeLimitDoesNotReplaceTheReasonOfAnAbort() {
        state.stop(abort);
        state.timeOut(new IllegalStateException("limit"));

        assertThat(state.end()).isSameAs(abort);
    }

    @Test
    void aBuildIsAbandonedAndItsTaskLetGoOnce() {
        assertThat(state.abandon()).isTrue();
        assertThat(state.abandon()).isFalse();
        assertThat(state.letGo()).isTrue();
        assertThat(state.letGo()).isFalse();
        assertThat(state.isUnwanted()).isTrue();
        assertThat(state.end()).isInstanceOf(CancellationException.class);
    }
}
