package io.jenkins.plugins.zadig.config;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Failsafe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Where tokens are looked up. Whoever keeps a credential may ask a server of its own, and hang. So look-ups of one
 * credential run one after another, and hold up none of another.
 */
final class LookUps {
    static final LookUps SHARED = new LookUps();

    private static final long IDLE_SECONDS = 1;

    /** Keepers that hang at the same time; what is looked up beyond that is late without a thread. */
    private static final int THREADS = 64;

    /** Whoever waits for a look-up gives it up by then, so nothing queues behind one that has lasted for longer. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(30);

    /** Most look-ups take no time, and whoever waits for one has other work. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;

    /** What waits for a look-up of its credential to end; there is an entry as long as one is under way. */
    private final Map<Lane, Queue<Runnable>> waiting = new HashMap<>();

    /** When the look-up began that is under way. */
    private final Map<Lane, Long> begun = new HashMap<>();

    private final LongSupplier nanos;

    /**
     * Look-ups that go one after another.
     *
     * @param owner tells credentials of one id apart, as each folder can have its own
     */
    record Lane(String owner, String credentialsId) {
        /** The credential of a server, which is the same one for all builds. */
        static Lane of(Servers.Known known) {
            return new Lane("server " + known.fullName(), known.server().credentialsId);
        }

        /** The credential that a build names, as it is in the folder of its job. */
        static Lane of(Run<?, ?> run, String credentialsId) {
            return new Lane("jobs in " + run.getParent().getParent().getFullName(), credentialsId);
        }
    }

    LookUps() {
        this(System::nanoTime);
    }

    LookUps(LongSupplier nanos) {
        this.nanos = nanos;
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> WorkerThreads.thread(task, "zadig-token-" + number.incrementAndGet()));
    }

    /** Nobody knows yet what a look-up comes to. */
    static final class Late extends Exception {
        private static final long serialVersionUID = 1L;

        Late(Throwable why) {
            super(why);
        }
    }

    /**
     * A look-up for whoever has no time to wait. One that does not end goes on, and until then nobody waits for another
     * one of the credential.
     *
     * @throws AbortException when the look-up ended with that
     * @throws Late when it does not end at once, or ended with anything else
     */
    <T> T inTime(Lane lane, Callable<T> lookUp) throws AbortException, Late {
        if (isStuck(lane)) {
            throw new Late(new TimeoutException());
        }
        var result = new CompletableFuture<T>();
        Runnable look = () -> Failsafe.run(() -> result.complete(call(lookUp)), result::completeExceptionally);
        Failsafe.run(() -> of(lane).execute(look), result::completeExceptionally);
        try {
            return result.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException x) {
            if (ZadigException.cause(x.getCause()) instanceof AbortException answered) {
                throw answered;
            }
            throw new Late(x.getCause());
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
            throw new Late(x);
        } catch (TimeoutException x) {
            throw new Late(x);
        }
    }

    private static <T> T call(Callable<T> lookUp) {
        try {
            return lookUp.call();
        } catch (Exception x) {
            throw new CompletionException(x);
        }
    }

    private boolean isStuck(Lane lane) {
        synchronized (waiting) {
            return lasts(lane, AT_ONCE);
        }
    }

    private boolean lasts(Lane lane, Duration time) {
        var since = begun.get(lane);
        return since != null && nanos.getAsLong() - since > time.toNanos();
    }

    /** Runs look-ups of a credential; rejects what nobody would wait for. */
    Executor of(Lane lane) {
        return lookUp -> put(lane, lookUp);
    }

    private void put(Lane lane, Runnable lookUp) {
        synchronized (waiting) {
            var others = waiting.get(lane);
            if (others != null) {
                if (lasts(lane, GIVEN_UP)) {
                    throw new RejectedExecutionException("the look-up before it does not end");
                }
                others.add(lookUp);
                return;
            }
            waiting.put(lane, new ArrayDeque<>());
        }
        var started = false;
        try {
            threads.execute(() -> runAll(lane, lookUp));
            started = true;
        } finally {
            if (!started) {
                // Those that came meanwhile end with their time.
                forget(lane);
            }
        }
    }

    private void forget(Lane lane) {
        synchronized (waiting) {
            waiting.remove(lane);
            begun.remove(lane);
        }
    }

    private void runAll(Lane lane, Runnable first) {
        for (var next = first; next != null; next = next(lane)) {
            synchronized (waiting) {
                begun.put(lane, nanos.getAsLong());
            }
            Failsafe.run(next);
        }
    }

    private Runnable next(Lane lane) {
        synchronized (waiting) {
            var next = waiting.get(lane).poll();
            if (next == null) {
                forget(lane);
            }
            return next;
        }
    }
}
