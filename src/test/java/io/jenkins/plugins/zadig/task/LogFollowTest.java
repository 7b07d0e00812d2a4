package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.TestClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log is followed over connections that end as they like, and each line comes once. */
class LogFollowTest {
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> fresh = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    private HttpServer server;
    private LogFollow follow;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var answer = answers.poll();
            var out = exchange.getResponseBody();
            for (String line : (answer == null ? "" : answer).split(" ")) {
                out.write(("event:message\ndata:" + line + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            if (answer != null && answer.endsWith("open")) {
                try {
                    closed.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException x) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        server.start();
        var client = TestClients.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "token");
        follow = new LogFollow(
                client::logs,
                new TaskRef("zadig", "shop", "nightly", 1),
                "job",
                100,
                Timeline.of(executor),
                fresh::add);
    }

    @AfterEach
    void stop() {
        follow.stop();
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private String next() throws InterruptedException {
        return fresh.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void goesOnWhereTheLastConnectionEnded() throws Exception {
        answers.add("one two");
        answers.add("one two three open");
        follow.begin();
        assertThat(List.of(next(), next(), next(), next())).containsExactly("one", "two", "three", "open");
        assertThat(follow.last()).containsExactly("one", "two", "three", "open");
    }

    @Test
    void doesNotWaitLongForLastLinesThatDoNotCome() throws Exception {
        answers.add("one open");
        follow.begin();
        assertThat(List.of(next(), next())).containsExactly("one", "open");
        TestClients.valueOf(follow.end());
        follow.complete(new LogTail(List.of("zero", "one", "open", "end"), 4));
        assertThat(fresh).containsExactly("end");
    }
}
