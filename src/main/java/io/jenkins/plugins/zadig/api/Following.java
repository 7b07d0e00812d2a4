package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** A live log on its way. */
public final class Following {
    private final Consumer<String> lines;
    private CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean stopped;

    @CheckForNull
    private LogEvents events;

    Following(Consumer<String> lines) {
        this.lines = lines;
    }

    Following begin(Function<Following, CompletableFuture<Void>> connection) {
        var connected = connection.apply(this);
        synchronized (this) {
            done = connected;
        }
        return this;
    }

    /** What takes the next answer. */
    synchronized LogEvents receiver() {
        var next = new LogEvents(lines);
        if (stopped) {
            next.stop();
        }
        events = next;
        return next;
    }

    /** Completes when the server has hung up or {@link #stop} has been called; fails when the connection did. */
    public synchronized CompletableFuture<Void> done() {
        return done;
    }

    /** Hangs up. */
    public void stop() {
        LogEvents open;
        synchronized (this) {
            stopped = true;
            open = events;
        }
        if (open != null) {
            open.stop();
        }
    }
}
