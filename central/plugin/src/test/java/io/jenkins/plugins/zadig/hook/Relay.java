package io.jenkins.plugins.zadig.hook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Jenkins as Zadig sees it: a web server that hands what is posted to the endpoint. */
public final class Relay implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final NotificationEndpoint endpoint;
    private final boolean keeping;

    private volatile BooleanSupplier loses = () -> false;

    /** The bodies that were lost. */
    private final List<String> lost = new CopyOnWriteArrayList<>();

    /** The bodies that came, each once it has been answered. */
    final List<String> received = new CopyOnWriteArrayList<>();

    /** The status of each answer. */
    final List<Integer> answers = new CopyOnWriteArrayList<>();

    Relay(NotificationEndpoint endpoint) throws IOException {
        this(endpoint, true);
    }

    private Relay(NotificationEndpoint endpoint, boolean keeping) throws IOException {
        this.endpoint = endpoint;
        this.keeping = keeping;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/zadig-hook", this::receive);
        http.setExecutor(threads);
        http.start();
    }

    /** One that keeps nothing, and reads of a body what the endpoint reads. */
    public static Relay forgetful(NotificationEndpoint endpoint) throws IOException {
        return new Relay(endpoint, false);
    }

    /** Where notifications of a server are to be sent. */
    public String address(String server) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/zadig-hook/" + server;
    }

    /** Loses of what comes from now on what it says each time. */
    public void lose(BooleanSupplier which) {
        loses = which;
    }

    /** The bodies that were lost. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    private void receive(HttpExchange http) throws IOException {
        if (loses.getAsBoolean()) {
            lost.add(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            http.sendResponseHeaders(204, -1);
            http.close();
            return;
        }
        var body = keeping ? http.getRequestBody().readAllBytes() : null;
        var announced = http.getRequestHeaders().getFirst("Content-Length");
        var exchange = new Exchange(
                http.getRequestMethod(),
                http.getRequestURI().getRawPath().substring("/zadig-hook".length()),
                keeping ? new ByteArrayInputStream(body) : http.getRequestBody(),
                announced == null ? -1 : Long.parseLong(announced));
        http.getRequestHeaders().forEach((name, values) -> exchange.headers.put(name, values.get(0)));
        endpoint.doDynamic(exchange.request(), exchange.response());
        http.sendResponseHeaders(exchange.status, -1);
        http.close();
        if (keeping) {
            answers.add(exchange.status);
            received.add(new String(body, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
