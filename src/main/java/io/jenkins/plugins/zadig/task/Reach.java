package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Patience with a server, or a keeper of tokens, that cannot be reached: nothing is sent meanwhile. */
public final class Reach {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final BooleanSupplier isOver;
    private final Consumer<ZadigException> contactLost;
    private final Timeline timeline;
    private final Duration pause;
    private final Outage outage;
    private boolean told;
    private volatile boolean interrupted;

    /**
     * Nothing has failed yet.
     *
     * @param isOver whether nobody wants what is read any more
     * @param contactLost told of each outage, once
     * @param pause between two tries, at least
     * @param patience how long it may be out of reach
     */
    public Reach(
            BooleanSupplier isOver,
            Consumer<ZadigException> contactLost,
            Timeline timeline,
            Duration pause,
            WatchSettings patience) {
        this.isOver = isOver;
        this.contactLost = contactLost;
        this.timeline = timeline;
        this.pause = pause;
        outage = new Outage(patience);
    }

    /**
     * Reads, again and again while the server cannot be reached. Fails with the last failure when that has lasted too
     * long, and with a {@link CancellationException} when nobody wants it any more.
     */
    public <T> CompletableFuture<T> read(Supplier<CompletableFuture<T>> request) {
        return request.get()
                .handle((value, thrown) -> {
                    if (thrown == null) {
                        outage.end();
                        told = false;
                        return CompletableFuture.completedFuture(value);
                    }
                    var cause = ZadigException.cause(thrown);
                    return cause instanceof ZadigException failure && failure.isOutage()
                            ? again(failure, () -> read(request))
                            : CompletableFuture.<T>failedFuture(cause);
                })
                .thenCompose(Function.identity());
    }

    /** Whether the server was out of reach since this was asked last: it may be another line by now. */
    boolean wasInterrupted() {
        var was = interrupted;
        interrupted = false;
        return was;
    }

    /** Tries something again after a while, unless the outage has lasted too long or nobody wants it any more. */
    <T> CompletableFuture<T> again(ZadigException failure, Supplier<CompletableFuture<T>> next) {
        interrupted = true;
        if (isOver.getAsBoolean()) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        if (outage.isFinal(failure, timeline.nanos())) {
            return CompletableFuture.failedFuture(failure);
        }
        if (!told) {
            told = true;
            contactLost.accept(failure);
        }
        var wanted = failure instanceof ZadigException.Unavailable unreachable ? unreachable.retryAfter() : null;
        return timeline.pause(pause(wanted)).thenCompose(nothing -> next.get());
    }

    /** As long as the server asks for, within limits. */
    private Duration pause(@CheckForNull Duration wanted) {
        if (wanted == null || wanted.compareTo(pause) < 0) {
            return pause;
        }
        return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    }
}
