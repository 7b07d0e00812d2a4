package io.jenkins.plugins.zadig.act;

import hudson.model.TaskListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The console of a build as long as the build is there; what comes later is written nowhere. */
final class HeldConsole implements TaskListener {
    private static final long serialVersionUID = 1L;
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final TaskListener listener;
    private volatile boolean closed;

    HeldConsole(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public PrintStream getLogger() {
        return closed ? NOWHERE : listener.getLogger();
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
