package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An answer is passed on as it comes, and Java's client, which keeps its last exchanges, keeps nothing of it. */
class ReceptionTest {
    private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private static final Head HEAD = new Head(200, HttpHeaders.of(Map.of(), (name, value) -> true));

    private final Reception reception = new Reception(head -> {
        var body = new CappedBody<byte[]>(10, bytes -> bytes);
        made = new WeakReference<>(body);
        return body;
    });
    private WeakReference<CappedBody<byte[]>> made;

    @Test
    void whatIsTakenIsForgotten() throws InterruptedException {
        reception.apply(HEAD).onSubscribe(new Demand());
        reception.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3})));
        assertThat(reception.getBody().toCompletableFuture()).isNotDone();
        reception.onComplete();
        assertThat(reception.getBody().toCompletableFuture()).isCompleted();

        assertThat(reception.take()).containsExactly(1, 2, 3);
        for (int i = 0; i < 100 && made.get() != null; i++) {
            System.gc();
            Thread.sleep(1);
        }
        assertThat(made.get()).isNull();
        assertThat(reception.take()).isEmpty();
    }

    @Test
    void answerThatNobodyWantsAnyMoreIsHungUpOn() {
        var demand = new Demand();
        reception.apply(HEAD);
        reception.take();
        reception.onSubscribe(demand);

        assertThat(demand.cancelled).isTrue();
        assertThat(demand.requested).isEmpty();
    }

    @Test
    void failureIsPassedOn() {
        reception.apply(HEAD).onSubscribe(new Demand());
        reception.onError(new IOException("reset"));

        assertThat(reception.getBody().toCompletableFuture()).isCompletedExceptionally();
        assertThat(reception.take()).isEmpty();
    }
}
