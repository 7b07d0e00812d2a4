package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A run is sent once, even where Java is told to send everything again. */
class OneTimeBodyTest {
    private static final String RETRY = "-Djdk.httpclient.enableAllMethodRetry=true";

    @Test
    void javaDoesNotSendARunAgain() throws Exception {
        // Java reads the property once, so this takes a Java of its own.
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, RETRY, "-cp", System.getProperty("java.class.path"), Sender.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("UNKNOWN, bodies: 1");
    }

    @Test
    void bodyThatIsWithdrawnNeverGoesOut() {
        var body = new OneTimeBody("{}");
        assertThat(body.withdraw()).isTrue();

        var heard = new ArrayList<String>();
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                heard.add("begin");
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                heard.add("bytes");
            }

            @Override
            public void onError(Throwable failure) {
                heard.add(failure.getMessage());
            }

            @Override
            public void onComplete() {
                heard.add("end");
            }
        });

        // Java takes an error from no one who has not begun.
        assertThat(heard).containsExactly("begin", "the connection broke, and the request is not sent again");
    }

    @Test
    void bodyThatWentOutCannotBeWithdrawn() {
        var body = new OneTimeBody("{}");
        var seen = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
        body.subscribe(new HttpRequestToResponse(seen));

        assertThat(body.contentLength()).isEqualTo(2);
        assertThat(seen.getBody().toCompletableFuture()).isCompletedWithValue("{}");
        assertThat(body.withdraw()).isFalse();
    }

    /** Gives what a request carries to whoever reads answers. */
    private record HttpRequestToResponse(Flow.Subscriber<List<ByteBuffer>> reader)
            implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reader.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            reader.onNext(List.of(bytes));
        }

        @Override
        public void onError(Throwable failure) {
            reader.onError(failure);
        }

        @Override
        public void onComplete() {
            reader.onComplete();
        }
    }

    /** Sends a run to a server that hangs up once it has read it. */
    static final class Sender {
        private static int bodies;

        private Sender() {}

        public static void main(String[] args) throws Exception {
            try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                var reader = new Thread(() -> read(server));
                reader.setDaemon(true);
                reader.start();
                var uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var run = new RunRequest(
                        "shop", "nightly", List.of(), List.of(new JobInput("job", "", Map.of())), List.of());
                var failure = TestClients.failureOf(new ZadigClient(uri, () -> "t0ken", http, TestClients.PATIENT)
                        .customWorkflows()
                        .run(run));
                synchronized (Sender.class) {
                    System.out.println(failure.delivery() + ", bodies: " + bodies);
                }
            }
        }

        private static void read(ServerSocket server) {
            while (true) {
                try (var socket = server.accept()) {
                    socket.setSoTimeout(2_000);
                    var text = new StringBuilder();
                    for (int b = socket.getInputStream().read();
                            b >= 0;
                            b = socket.getInputStream().read()) {
                        text.append((char) b);
                        if (text.toString().endsWith("}]}")) {
                            synchronized (Sender.class) {
                                bodies++;
                            }
                            break;
                        }
                    }
                } catch (IOException x) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        }
    }
}
