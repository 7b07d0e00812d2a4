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

/** Jenkins as Zadig sees it: a web server that hands what is posted to the endpoint. */
public final class Relay implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final NotificationEndpoint endpoint;

    /** The bodies that came, each once it has been answered. */
    final List<String> received = new CopyOnWriteArrayList<>();

    public Relay(NotificationEndpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/zadig-hook", this::receive);
        http.setExecutor(threads);
        http.start();
    }

    /** Where notifications of a server are to be sent. */
    public String address(String server) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/zadig-hook/" + server;
    }

    private void receive(HttpExchange http) throws IOException {
        var body = http.getRequestBody().readAllBytes();
        var path = http.getRequestURI().getRawPath();
        var exchange = new Exchange(
                http.getRequestMethod(),
                path.substring("/zadig-hook".length()),
                new ByteArrayInputStream(body),
                body.length);
        http.getRequestHeaders().forEach((name, values) -> exchange.headers.put(name, values.get(0)));
        endpoint.doDynamic(exchange.request(), exchange.response());
        http.sendResponseHeaders(exchange.status, -1);
        http.close();
        received.add(new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
