package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs are read in pieces cut anywhere, in bounded memory, and come out as plain lines. */
class LogBodyTest {
    private final Demand demand = new Demand();

    /** Reads a text byte by byte, so that every character is cut at every place. */
    private LogTail read(int keep, String text) {
        var body = new LogBody(keep);
        body.onSubscribe(demand);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            body.onNext(List.of(ByteBuffer.wrap(new byte[] {one})));
        }
        body.onComplete();
        return body.decode(body.getBody().toCompletableFuture().join());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheLastLines() {
        var tail = read(2, "one\ntwo\r\n中文 😀\n四");
        assertThat(tail.lines()).containsExactly("中文 😀", "四");
        assertThat(tail.total()).isEqualTo(4);
        assertThat(tail.isCut()).isTrue();
        assertThat(tail.isEmpty()).isFalse();
        assertThat(read(9, "one\n\ntwo\n").lines()).containsExactly("one", "", "two");
        assertThat(read(3, "one\n\ntwo\n").isCut()).isFalse();
    }

    @Test
    void noLogIsEmpty() {
        assertThat(read(5, "").isEmpty()).isTrue();
    }

    @Test
    void brokenBytesAreReplaced() {
        var body = new LogBody(5);
        body.onSubscribe(demand);
        body.onNext(List.of(ByteBuffer.wrap(new byte[] {'a', (byte) 0xE4, (byte) 0xB8})));
        body.onComplete();
        assertThat(body.decode(new byte[0]).lines()).containsExactly("a\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001B[31mred\u001B[0m', red",
        "'\u001B[8mha:////4AAAA==\u001B[0mclick', ha:////4AAAA==click",
        "'\u001B]8;;http://x\u0007link\u001B]8;;\u0007', link",
        "'10%\r50%\r100%', 100%",
        "'100%\r\r', 100%",
        "'  indented\tby tab', '  indented\tby tab'",
        "'bell\u0007 nul\u0000 c1\u009B1m', 'bell nul c11m'",
        "'\u202Eturned', turned",
        "'\u001B\u001B[31m[8mx', [8mx",
    })
    void linesAreWhatATerminalShows(String raw, String shown) {
        assertThat(LogText.line(raw)).isEqualTo(shown).doesNotContain("\u001B");
    }

    @Test
    void longLinesAreCut() {
        var line = read(1, "x".repeat(LogText.MAX_LINE - 1) + "😀".repeat(1_000))
                .lines()
                .get(0);
        assertThat(line).hasSize(LogText.MAX_LINE).endsWith("x…");
    }

    @Test
    void manyLinesNeedNoMemory() {
        var body = new LogBody(10);
        body.onSubscribe(demand);
        var piece = ("a line like many others\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1_000; i++) {
            body.onNext(List.of(ByteBuffer.wrap(piece)));
        }
        body.onComplete();
        var tail = body.decode(new byte[0]);
        assertThat(tail.total()).isEqualTo(1_000_000);
        assertThat(tail.lines()).hasSize(10);
    }

    @Test
    void tooLargeALogEndsEarly() {
        var body = new LogBody(5, 8);
        body.onSubscribe(demand);
        body.onNext(List.of(bytes("one\n"), bytes("two\n")));
        assertThat(demand.cancelled).isFalse();
        assertThat(body.getBody().toCompletableFuture()).isNotDone();

        body.onNext(List.of(bytes("t")));
        assertThat(demand.cancelled).isTrue();
        assertThat(body.decode(body.getBody().toCompletableFuture().getNow(null))
                        .lines())
                .containsExactly("one", "two", "t");
    }

    @Test
    void oneBufferIsAskedForAfterTheOther() {
        var body = new LogBody(5);
        body.onSubscribe(demand);
        body.onNext(List.of(bytes("one\n"), bytes("two\n")));
        assertThat(demand.requested).containsExactly(1L, 1L);

        demand.requested.clear();
        var events = new LogEvents(line -> {});
        events.onSubscribe(demand);
        events.onNext(List.of(bytes("data:one\n\n"), bytes("data:two\n\n")));
        assertThat(demand.requested).containsExactly(1L, 1L);
    }

    @Test
    void brokenConnectionIsTold() {
        var body = new LogBody(5);
        body.onSubscribe(demand);
        body.onError(new IOException("reset"));
        assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();

        var events = new LogEvents(line -> {});
        events.onSubscribe(demand);
        events.onError(new IOException("reset"));
        assertThat(events.getBody().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void eventsBecomeLines() {
        var lines = new ArrayList<String>();
        var events = new LogEvents(lines::add);
        events.onSubscribe(demand);
        var text = "event:message\ndata:first\n\n: comment\n\nevent:message\r\ndata: 第二\r\n\r\n"
                + "event:message\ndata:of a deployment\ndata:\n\nevent:message\ndata:\n\nevent:message\ndata:last";
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            events.onNext(List.of(ByteBuffer.wrap(new byte[] {one})));
        }
        events.onComplete();
        assertThat(lines).containsExactly("first", " 第二", "of a deployment", "", "last");
        assertThat(events.getBody().toCompletableFuture()).isCompleted();
    }

    @Test
    void stoppedEventsPassNothingOn() {
        var lines = new ArrayList<String>();
        var events = new LogEvents(lines::add);
        events.onSubscribe(demand);
        events.stop();
        events.onNext(List.of(bytes("data:late\n\n")));
        events.onComplete();
        assertThat(lines).isEmpty();
        assertThat(demand.cancelled).isTrue();
        assertThat(events.getBody().toCompletableFuture()).isCompleted();
    }

    @Test
    void eventsThatAreStoppedEarlyHangUpWhateverComes() {
        var hungUp = new ArrayList<String>();
        var early = new LogEvents(line -> {});
        early.stop();
        assertThat(early.getBody().toCompletableFuture()).isCompleted();
        early.whenUnwanted(() -> hungUp.add("early"));
        early.onSubscribe(demand);
        assertThat(demand.cancelled).isTrue();
        assertThat(demand.requested).isEmpty();

        var later = new LogEvents(line -> {});
        later.whenUnwanted(() -> hungUp.add("later"));
        assertThat(hungUp).containsExactly("early");
        later.stop();
        assertThat(hungUp).containsExactly("early", "later");
    }

    @Test
    void whoCannotTakeALineGetsNoFurtherOne() {
        var taken = new ArrayList<String>();
        var events = new LogEvents(line -> {
            taken.add(line);
            throw new IllegalStateException("full");
        });
        events.onSubscribe(demand);
        events.onNext(List.of(bytes("data:one\ndata:two\n\n"), bytes("data:three\n\n")));
        events.onNext(List.of(bytes("data:four\n\n")));
        events.onComplete();

        assertThat(taken).containsExactly("one");
        assertThat(demand.cancelled).isTrue();
        assertThat(events.getBody().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void linesThatComeInOneEventStopInTheMiddle() {
        var taken = new ArrayList<String>();
        var following = new AtomicReference<LogEvents>();
        following.set(new LogEvents(line -> {
            taken.add(line);
            following.get().stop();
        }));
        following.get().onSubscribe(demand);
        following.get().onNext(List.of(bytes("data:one\ndata:two\n\n")));

        assertThat(taken).containsExactly("one");
    }
}
