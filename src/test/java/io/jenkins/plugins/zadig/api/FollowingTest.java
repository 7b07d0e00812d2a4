package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A live log can be left at any moment, also between two attempts to connect. */
class FollowingTest {
    private final List<String> lines = new ArrayList<>();
    private final Following following = new Following(lines::add);

    @Test
    void endsWithItsConnection() {
        var connection = new CompletableFuture<Void>();
        following.begin(same -> connection);
        assertThat(following.done()).isNotDone();

        connection.complete(null);
        assertThat(following.done()).isCompleted();
    }

    @Test
    void failsAsItsConnectionDid() {
        following.begin(same -> CompletableFuture.failedFuture(new ZadigException.Unavailable("gone")));

        assertThat(failureOf(following.done()))
                .isInstanceOf(ZadigException.Unavailable.class)
                .hasMessage("gone");
    }

    @Test
    void whatIsLeftWhileItComesTellsNoMore() {
        following.begin(same -> new CompletableFuture<>());
        var open = following.receiver();
        open.onSubscribe(new Demand());
        open.onNext(data("first"));
        following.stop();
        open.onNext(data("late"));

        assertThat(following.done()).isCompleted();
        assertThat(open.getBody().toCompletableFuture()).isCompleted();
        assertThat(lines).containsExactly("first");
    }

    @Test
    void connectionThatComesTooLateIsLeftAtOnce() {
        following.begin(same -> new CompletableFuture<>());
        following.stop();

        assertThat(following.receiver().getBody().toCompletableFuture()).isCompleted();
    }

    private static List<ByteBuffer> data(String line) {
        return List.of(ByteBuffer.wrap(("data:" + line + "\n\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void failsWhereTheConnectionThrows() {
        following.begin(same -> {
            throw new LinkageError("loader");
        });

        assertThat(failureOf(following.done())).isInstanceOf(ZadigException.Defect.class);
    }
}
