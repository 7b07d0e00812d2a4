package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** An answer comes in any number of pieces; one that is too large is not read to its end. */
class CappedBodyTest {
    private final Demand demand = new Demand();
    private final CappedBody<byte[]> body = new CappedBody<>(10, bytes -> bytes);

    private void comes(String... pieces) {
        body.onNext(Arrays.stream(pieces)
                .map(piece -> ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    @Test
    void largestAnswerIsReadWhole() {
        body.onSubscribe(demand);
        comes("0123", "45");
        comes("6789");
        body.onComplete();

        assertThat(demand.requested).isNotEmpty();
        assertThat(demand.cancelled).isFalse();
        assertThat(body.getBody().toCompletableFuture())
                .isCompletedWithValueMatching(bytes -> new String(bytes, StandardCharsets.UTF_8).equals("0123456789"));
    }

    @Test
    void largerOneIsStopped() {
        body.onSubscribe(demand);
        comes("0123", "4567", "890");
        comes("more");

        assertThat(demand.cancelled).isTrue();
        assertThat(body.getBody().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withRootCauseInstanceOf(CappedBody.TooLarge.class)
                .withMessageContaining("larger than 10 bytes");
    }

    @Test
    void brokenConnectionIsTold() {
        body.onSubscribe(demand);
        comes("0123");
        body.onError(new IOException("reset"));
        body.onComplete();

        assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
    }
}
