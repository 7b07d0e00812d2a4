package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.TestClients;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log is followed over connections that end as they like, and each line comes once. */
class LogFollowTest {
    /** After the lines of an answer: the connection stays open until there is a late line, or the client hangs up. */
    private static final String OPEN = "<open>";

    private static final String ENDLESS = "<endless>";

    /** An answer as servers give it to whoever asks before the first line: without a type, open, and silent. */
    private static final String TOO_EARLY = "<too early>";

    private final ManualTimeline time = new ManualTimeline();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    /** The last line of a connection that stays open, after which it is closed. */
    private final LinkedBlockingQueue<String> late = new LinkedBlockingQueue<>();

    private final List<Long> connections = new CopyOnWriteArrayList<>();
    private final List<String> fresh = new CopyOnWriteArrayList<>();
    /** How many connections the server has taken. */
    private final AtomicInteger asked = new AtomicInteger();

    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private LogFollow follow;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var answer = answers.poll();
            asked.incrementAndGet();
            if (!TOO_EARLY.equals(answer)) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            }
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            for (String line : answer == null ? List.<String>of() : List.of(answer.split(" "))) {
                switch (line) {
                    case OPEN, TOO_EARLY -> writeLate(out);
                    case ENDLESS -> writeEndlessly(out);
                    default -> write(out, line);
                }
            }
            exchange.close();
        });
        server.start();
        var client = TestClients.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "token");
        follow = new LogFollow(
                () -> {
                    connections.add(time.nanos());
                    return client.logs();
                },
                new TaskRef("zadig", "shop", "nightly", 1),
                "job",
                100,
                time,
                fresh::add);
    }

    private void writeLate(OutputStream out) throws IOException {
        try {
            var line = late.poll(30, TimeUnit.SECONDS);
            if (line != null && !line.isEmpty()) {
                write(out, line);
            }
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeEndlessly(OutputStream out) {
        try {
            while (!threads.isShutdown()) {
                write(out, "more");
            }
        } catch (IOException x) {
            hungUp.countDown();
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(("event:message\ndata:" + line + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @AfterEach
    void stop() {
        follow.stop();
        threads.shutdownNow();
        server.stop(0);
    }

    private void awaitLines(String... lines) {
        time.until(() -> fresh.size() >= lines.length);
        assertThat(fresh).containsExactly(lines);
    }

    @Test
    void goesOnWhereTheLastConnectionEnded() {
        answers.add("one two");
        answers.add("one two three " + OPEN);
        follow.begin();
        awaitLines("one", "two", "three");
        assertThat(follow.last()).containsExactly("one", "two", "three");
    }

    @Test
    void linesOfAReplayThatBrokeOffDoNotWaitForTheNextConnection() {
        answers.add("ready steady ready");
        answers.add("ready steady");
        follow.begin();
        time.until(() -> connections.size() == 2);
        time.awaitPending();
        assertThat(fresh).containsExactly("ready", "steady", "ready", "steady");
    }

    @Test
    void linesOfAReplayAreNotLostWhenTheJobEnds() {
        answers.add("ready steady ready");
        answers.add("ready steady " + OPEN);
        follow.begin();
        time.until(() -> connections.size() == 2);

        var end = follow.end();
        late.add("");
        TestClients.valueOf(end);

        assertThat(fresh).containsExactly("ready", "steady", "ready", "steady");
    }

    @Test
    void silentServerIsAskedLessAndLessOftenAndALineMakesUpForIt() {
        follow.begin();
        time.until(() -> connections.size() == 8);
        assertThat(pauses()).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);

        time.awaitPending();
        answers.add("one");
        time.until(() -> connections.size() == 11);
        assertThat(pauses().subList(7, 10)).containsExactly(30L, 1L, 2L);
    }

    @Test
    void streamThatWasOpenedTooEarlyIsOpenedAgain() {
        answers.add(TOO_EARLY);
        answers.add("one " + OPEN);
        follow.begin();
        awaitLines("one");
        assertThat(pauses()).containsExactly(1L);
    }

    @Test
    void streamThatStaysSilentWhileTheJobRunsIsOpenedAgain() {
        answers.add(OPEN);
        answers.add("one " + OPEN);
        follow.begin();
        time.until(() -> asked.get() == 1);
        time.advance(Duration.ofSeconds(9));
        follow.goesOn();
        assertThat(connections).hasSize(1);

        time.advance(Duration.ofSeconds(2));
        follow.goesOn();
        awaitLines("one");
        assertThat(connections).hasSize(2);
    }

    @Test
    void jobThatWritesNothingForAWhileKeepsItsStream() {
        answers.add("one " + OPEN);
        follow.begin();
        awaitLines("one");
        time.advance(Duration.ofMinutes(1));
        follow.goesOn();
        assertThat(time.pending()).isZero();

        answers.add("one two " + OPEN);
        time.advance(Duration.ofMinutes(2));
        follow.goesOn();
        awaitLines("one", "two");
    }

    private List<Long> pauses() {
        var pauses = new ArrayList<Long>();
        for (int i = 1; i < connections.size(); i++) {
            pauses.add(Duration.ofNanos(connections.get(i) - connections.get(i - 1))
                    .toSeconds());
        }
        return pauses;
    }

    @Test
    void nothingIsWaitedForBetweenTwoConnections() {
        follow.begin();
        time.awaitPending();

        assertThat(follow.end()).isCompleted();

        assertThat(time.pending()).isZero();
        assertThat(connections).hasSize(1);
    }

    @Test
    void lastLinesUnderWayAreWaitedForAndNothingIsAskedForAfterwards() {
        answers.add("one " + OPEN);
        follow.begin();
        awaitLines("one");

        var end = follow.end();
        late.add("last");
        TestClients.valueOf(end);

        assertThat(fresh).containsExactly("one", "last");
        time.advance(Duration.ofHours(1));
        assertThat(connections).hasSize(1);
    }

    @Test
    void doesNotWaitLongForLastLinesThatDoNotCome() {
        answers.add("one " + OPEN);
        follow.begin();
        awaitLines("one");

        time.valueOf(follow.end());

        assertThat(time.now()).isEqualTo(ManualTimeline.START.plusSeconds(3));
        follow.complete(new LogTail(List.of("zero", "one", "end"), 4));
        assertThat(fresh).containsExactly("one", "end");
    }

    @Test
    void stoppedLogIsHungUp() throws Exception {
        answers.add("one " + ENDLESS);
        follow.begin();
        time.until(() -> fresh.size() > 1);

        follow.stop();

        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stoppedLogIsNotAskedForAgain() {
        answers.add("one");
        follow.begin();
        time.awaitPending();

        follow.stop();
        time.advance(Duration.ofHours(1));

        assertThat(connections).hasSize(1);
        assertThat(time.pending()).isZero();
    }
}
