package io.jenkins.plugins.zadig.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's own server, for loads that WireMock's would spend the machine on. It knows one way for a connection to fail:
 * it closes. Its answers tell the real time, whatever the simulator's clock shows.
 */
final class LightFront implements Front {
    private final Dispatcher dispatcher;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "Zadig simulator front");
        thread.setDaemon(true);
        return thread;
    });

    LightFront(Dispatcher dispatcher, int port) {
        this.dispatcher = dispatcher;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    @Override
    public URI open() {
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void shut() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var query = uri.getRawQuery();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = dispatcher.dispatch(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    Front.query(query == null ? "" : query),
                    headers(exchange),
                    body);
            if (answer.broken() != Answer.Breakage.NONE) {
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var out = new Sent(exchange, answer.status());
            answer.body().writeTo(out);
            out.end();
        }
    }

    /** Sends what is written whole, with its length, unless some of it is to go out before the rest is there. */
    private static final class Sent extends OutputStream {
        private final HttpExchange exchange;
        private final int status;
        private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
        private OutputStream out = whole;

        Sent(HttpExchange exchange, int status) {
            this.exchange = exchange;
            this.status = status;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (out == whole) {
                exchange.sendResponseHeaders(status, 0);
                out = exchange.getResponseBody();
                whole.writeTo(out);
            }
            out.flush();
        }

        void end() throws IOException {
            if (out != whole) {
                return;
            }
            exchange.sendResponseHeaders(status, whole.size() == 0 ? -1 : whole.size());
            if (whole.size() > 0) {
                whole.writeTo(exchange.getResponseBody());
            }
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }
}
