package io.jenkins.plugins.zadig.faults;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Bare sockets that answer as a test says: each case has an address of its own on the one server, which counts what
 * arrives there. Every connection carries one request, so that none of one case lives on in another.
 */
final class FaultServer implements AutoCloseable {
    private static final int BACKLOG = 500;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    /** What is to be answered to requests of one case. */
    record Case(WireFault fault, String healthy, String type, Queue<String> requests) {}

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Case> cases = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<String> strays = new ConcurrentLinkedQueue<>();
    private final ServerSocket plain;
    private final ServerSocket secure;
    /** Takes connections and says nothing, so that a handshake never ends. */
    private final ServerSocket mute;
    /** Has an address, but does not listen. */
    private final Socket refusing;

    FaultServer() throws IOException, GeneralSecurityException {
        var loopback = InetAddress.getLoopbackAddress();
        plain = new ServerSocket(0, BACKLOG, loopback);
        secure = selfSigned().getServerSocketFactory().createServerSocket(0, BACKLOG, loopback);
        mute = new ServerSocket(0, BACKLOG, loopback);
        refusing = new Socket();
        refusing.bind(new InetSocketAddress(loopback, 0));
        listen(plain, this::serve);
        listen(secure, this::serve);
        listen(mute, socket -> awaitHangUp(socket.getInputStream()));
    }

    private static SSLContext selfSigned() throws IOException, GeneralSecurityException {
        var password = "password".toCharArray();
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream store = WireMockServer.class.getResourceAsStream("/keystore")) {
            keys.load(store, password);
        }
        var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        return context;
    }

    @FunctionalInterface
    private interface Service {
        void serve(Socket socket) throws IOException;
    }

    private void listen(ServerSocket server, Service service) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    open.add(socket);
                    threads.execute(() -> take(socket, service));
                } catch (IOException x) {
                    // Closed, or a client that has gone already.
                    continue;
                }
            }
        });
    }

    private void take(Socket socket, Service service) {
        try (socket) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(60));
            service.serve(socket);
        } catch (IOException x) {
            // The client hung up, which is what many of them are there for.
            return;
        } finally {
            open.remove(socket);
            synchronized (open) {
                open.notifyAll();
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = head(in);
        if (head.isEmpty()) {
            // As a server without TLS answers to the first byte of a handshake.
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return;
        }
        var words = head.split(" ", 3);
        var parts = words[1].split("/", 3);
        var wanted = cases.get(parts[1]);
        if (wanted == null) {
            strays.add(head);
            return;
        }
        var length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        wanted.requests().add(words[0] + " /" + parts[2].replaceFirst("\\?.*", ""));
        wanted.fault().answer(new Wire(socket, wanted, "http://localhost:" + plain.getLocalPort() + "/elsewhere"));
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var text = "";
        while (!text.endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < ' ' && next != '\r' && next != '\n') {
                return "";
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    static void awaitHangUp(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // What still comes is of no interest.
            continue;
        }
    }

    /** Where a case is to be sent to. */
    URI open(String name, WireFault fault, String healthy, String type) {
        cases.put(name, new Case(fault, healthy, type, new ConcurrentLinkedQueue<>()));
        return switch (fault) {
            case CONNECTION_REFUSED -> URI.create("http://127.0.0.1:" + refusing.getLocalPort() + "/" + name);
            // RFC 6761 keeps this domain from ever existing.
            case DNS_FAILURE -> URI.create("http://zadig.invalid/" + name);
            case TLS_CERTIFICATE -> URI.create("https://127.0.0.1:" + secure.getLocalPort() + "/" + name);
            case TLS_ABSENT -> URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/" + name);
            case TIMEOUT_CONNECT -> URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/" + name);
            default -> URI.create("http://127.0.0.1:" + plain.getLocalPort() + "/" + name);
        };
    }

    /** The requests that arrived whole for a case, as {@code METHOD /path}. */
    Queue<String> requests(String name) {
        return cases.get(name).requests();
    }

    /** The requests that belong to no case, such as those that followed a redirect. */
    Queue<String> strays() {
        return strays;
    }

    /** Waits until no connection is open; returns how many stay. */
    int awaitNoConnection() throws InterruptedException {
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (open) {
            while (!open.isEmpty() && System.nanoTime() < giveUp) {
                open.wait(100);
            }
        }
        return open.size();
    }

    @Override
    public void close() throws IOException {
        plain.close();
        secure.close();
        mute.close();
        refusing.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
