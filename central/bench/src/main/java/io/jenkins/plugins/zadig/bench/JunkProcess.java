package io.jenkins.plugins.zadig.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whoever sends junk to the address for notifications, as fast as told. */
final class JunkProcess {
    private static final int SENDERS = 16;
    private static final int TOO_LARGE = 1 << 21;

    private final URI address;
    private final String secret;
    private final List<Sender> senders = new ArrayList<>();
    private long began;

    private JunkProcess(URI address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /** Arguments: the address, the name of a server included, and its secret. */
    public static void main(String[] args) throws IOException {
        new JunkProcess(URI.create(args[0]), args[1]).serve();
    }

    private void serve() throws IOException {
        new Commands()
                .on("start", words -> start(Integer.parseInt(words.get(0))))
                .on("stop", words -> stop())
                .serve();
    }

    /** Begins to send so many in a second. */
    private String start(int rate) {
        began = System.nanoTime();
        for (int i = 0; i < SENDERS; i++) {
            var sender = new Sender(new Random(i), TimeUnit.SECONDS.toNanos(1) * SENDERS / rate);
            senders.add(sender);
            sender.start();
        }
        return "";
    }

    /** How many were answered in a second, then how many by which status: {@code 403=1234}. */
    private String stop() throws InterruptedException {
        var answers = new TreeMap<Integer, Long>();
        for (Sender sender : senders) {
            sender.stopped = true;
            sender.join();
            sender.answers.forEach((status, count) -> answers.merge(status, count, Long::sum));
        }
        senders.clear();
        var seconds = (System.nanoTime() - began) / 1e9;
        var all = answers.values().stream().mapToLong(Long::longValue).sum();
        return all / seconds + " "
                + answers.entrySet().stream()
                        .map(answer -> answer.getKey() + "=" + answer.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** One connection that is used again and again, as long as the server keeps it. */
    private final class Sender extends Thread {
        private final Random random;
        private final long pauseNanos;
        private final Map<Integer, Long> answers = new TreeMap<>();
        private volatile boolean stopped;
        private Socket socket;
        private InputStream in;

        Sender(Random random, long pauseNanos) {
            this.random = random;
            this.pauseNanos = pauseNanos;
        }

        @Override
        public void run() {
            var next = System.nanoTime() + (long) (random.nextDouble() * pauseNanos);
            while (!stopped) {
                try {
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                    answers.merge(send(), 1L, Long::sum);
                } catch (IOException | InterruptedException x) {
                    throw new IllegalStateException(x);
                }
                next += pauseNanos;
            }
        }

        private int send() throws IOException {
            if (socket == null) {
                socket = new Socket(address.getHost(), address.getPort());
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            }
            return switch (random.nextInt(100) / 5) {
                case 0, 1, 2, 3, 4, 5 -> post(address.getPath(), "a guess " + random.nextLong(), task());
                case 6, 7, 8, 9 -> post(address.getPath(), null, task());
                case 10, 11 -> post(address.getPath() + random.nextInt(), secret, task());
                case 12 -> post(address.getPath() + "/", secret, task());
                case 13, 14 -> post(address.getPath(), secret, task().substring(1 + random.nextInt(20)));
                case 15 -> announced();
                case 16 -> random.nextInt(5) == 0 ? endless() : post(address.getPath(), secret, "{}");
                default -> post(address.getPath(), secret, task());
            };
        }

        /** About a task that nobody waits for. */
        private String task() {
            return """
                {"object_kind":"workflow","event":"workflow","workflow":{"task_id":%d,"project_name":"bench",
                 "workflow_name":"told-%d","status":"passed","task_creator":"mallory","stages":[%s]}}\
                """.formatted(1_000_000 + random.nextInt(1_000_000), random.nextInt(20), "{},".repeat(500) + "{}");
        }

        private int post(String path, String token, String body) throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            write(head(path, token) + "Content-Length: " + bytes.length + "\r\n\r\n", bytes);
            return status();
        }

        /** Says that too much will come. */
        private int announced() throws IOException {
            write(head(address.getPath(), secret) + "Content-Length: " + TOO_LARGE + "\r\n\r\n", new byte[0]);
            try {
                return status();
            } finally {
                socket.close();
                socket = null;
            }
        }

        /** Goes on for too long without saying so. */
        private int endless() throws IOException {
            var bytes = ("{" + " ".repeat(TOO_LARGE / 2)).getBytes(StandardCharsets.UTF_8);
            var size = Integer.toHexString(bytes.length);
            write(head(address.getPath(), secret) + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n", bytes);
            write("\r\n0\r\n\r\n", new byte[0]);
            return status();
        }

        private String head(String path, String token) {
            return "POST " + path + " HTTP/1.1\r\nHost: jenkins\r\n"
                    + (token == null ? "" : "X-Zadig-Token: " + token + "\r\n");
        }

        private void write(String head, byte[] body) throws IOException {
            OutputStream out = socket.getOutputStream();
            var bytes = head.getBytes(StandardCharsets.UTF_8);
            var all = new byte[bytes.length + body.length];
            System.arraycopy(bytes, 0, all, 0, bytes.length);
            System.arraycopy(body, 0, all, bytes.length, body.length);
            out.write(all);
        }

        /** No answer has a body. */
        private int status() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var read = in.read();
                if (read < 0) {
                    throw new IOException("No answer: " + head);
                }
                head.append((char) read);
            }
            return Integer.parseInt(head.substring(9, 12));
        }
    }
}
