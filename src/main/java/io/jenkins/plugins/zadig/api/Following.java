package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** A live log that is being read. */
public final class Following {
    private final Consumer<String> lines;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean stopped;

    @CheckForNull
    private LogEvents events;

    Following(Consumer<String> lines) {
        this.lines = lines;
    }

    Following begin(Function<Following, CompletableFuture<Void>> connection) {
        CompletableFuture.completedFuture(this).thenCompose(connection).whenComplete((nothing, thrown) -> {
            if (thrown == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(ZadigException.of(thrown));
            }
        });
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

    void sent() {
        begun.complete(null);
    }

    /** Completes when the server is asked: later while other requests come first, or never once it was stopped. */
    public CompletableFuture<Void> begun() {
        return begun;
    }

    /** Completes when the server closed the connection or {@link #stop} was called; fails when the connection broke. */
    public CompletableFuture<Void> done() {
        return done;
    }

    /** Closes the connection, or keeps it from being made; lines under way may still be passed on. */
    public void stop() {
        LogEvents open;
        synchronized (this) {
            stopped = true;
            open = events;
        }
        // Servers can take minutes to the head of an answer, which nobody waits for any more.
        done.complete(null);
        if (open != null) {
            open.stop();
        }
    }
}
