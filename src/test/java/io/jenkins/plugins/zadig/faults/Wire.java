package io.jenkins.plugins.zadig.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection on which a request has just arrived. */
final class Wire {
    private static final int CHUNK = 256 * 1024;
    private static final int DRIP_MILLIS = 700;

    private final Socket socket;
    private final FaultServer.Case wanted;
    private final String elsewhere;
    private final OutputStream out;

    Wire(Socket socket, FaultServer.Case wanted, String elsewhere) throws IOException {
        this.socket = socket;
        this.wanted = wanted;
        this.elsewhere = elsewhere;
        this.out = socket.getOutputStream();
    }

    /** What Zadig would have answered. */
    byte[] healthy() {
        return wanted.healthy().getBytes(StandardCharsets.UTF_8);
    }

    String type() {
        return wanted.type();
    }

    /** An address at which nothing of this case may arrive. */
    String elsewhere() {
        return elsewhere;
    }

    void head(int status, String... lines) throws IOException {
        var head = "HTTP/1.1 " + status + " x\r\nConnection: close\r\n" + String.join("\r\n", lines)
                + (lines.length == 0 ? "" : "\r\n") + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The head of a healthy answer with a body of some length. */
    void ok(long length) throws IOException {
        head(200, "Content-Type: " + type(), "Content-Length: " + length);
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void whole(int status, String type, byte[] body, String... more) throws IOException {
        var lines = Arrays.copyOf(more, more.length + 2);
        lines[more.length] = "Content-Type: " + type;
        lines[more.length + 1] = "Content-Length: " + body.length;
        head(status, lines);
        write(body);
    }

    void whole(int status, String type, String body, String... more) throws IOException {
        whole(status, type, body.getBytes(StandardCharsets.UTF_8), more);
    }

    void empty(int status, String... more) throws IOException {
        var lines = Arrays.copyOf(more, more.length + 1);
        lines[more.length] = "Content-Length: 0";
        head(status, lines);
    }

    void blanks(long bytes) throws IOException {
        var blanks = new byte[CHUNK];
        Arrays.fill(blanks, (byte) ' ');
        for (long left = bytes; left > 0; left -= CHUNK) {
            out.write(blanks, 0, (int) Math.min(CHUNK, left));
        }
    }

    /** One byte after a while, until the client has had enough. */
    void drip(byte[] bytes) throws IOException {
        socket.setSoTimeout(DRIP_MILLIS);
        for (byte one : bytes) {
            out.write(one);
            out.flush();
            if (hungUpMeanwhile()) {
                return;
            }
        }
    }

    private boolean hungUpMeanwhile() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException x) {
            return false;
        }
    }

    /** Says nothing more until the client hangs up. */
    void hang() throws IOException {
        FaultServer.awaitHangUp(socket.getInputStream());
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
