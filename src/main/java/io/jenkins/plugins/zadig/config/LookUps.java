package io.jenkins.plugins.zadig.config;

import hudson.AbortException;
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
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where tokens are looked up. Whoever keeps a credential may ask a server of its own, and hang. So look-ups of one
 * credential run one after another, and hold up none of another.
 */
final class LookUps {
    static final LookUps SHARED = new LookUps();

    private static final long IDLE_SECONDS = 10;

    /** Most look-ups take no time, and whoever waits for one has other work. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;

    /** What waits for a look-up of its credential to end; there is an entry as long as one is under way. */
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    /** When the look-up began that is under way, by {@link System#nanoTime}. */
    private final Map<String, Long> begun = new HashMap<>();

    LookUps() {
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "zadig-token-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(LookUps.class.getClassLoader());
                    return thread;
                });
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
    <T> T inTime(String credential, Callable<T> lookUp) throws AbortException, Late {
        if (isStuck(credential)) {
            throw new Late(new TimeoutException());
        }
        var result = new CompletableFuture<T>();
        Runnable look = () -> Failsafe.run(() -> result.complete(call(lookUp)), result::completeExceptionally);
        Failsafe.run(() -> of(credential).execute(look), result::completeExceptionally);
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

    private boolean isStuck(String credential) {
        synchronized (waiting) {
            var since = begun.get(credential);
            return since != null && System.nanoTime() - since > AT_ONCE.toNanos();
        }
    }

    /** Runs look-ups of a credential. */
    Executor of(String credential) {
        return lookUp -> put(credential, lookUp);
    }

    private void put(String credential, Runnable lookUp) {
        synchronized (waiting) {
            var others = waiting.get(credential);
            if (others != null) {
                others.add(lookUp);
                return;
            }
            waiting.put(credential, new ArrayDeque<>());
        }
        var started = false;
        try {
            threads.execute(() -> runAll(credential, lookUp));
            started = true;
        } finally {
            if (!started) {
                // Those that came meanwhile end with their time.
                forget(credential);
            }
        }
    }

    private void forget(String credential) {
        synchronized (waiting) {
            waiting.remove(credential);
            begun.remove(credential);
        }
    }

    private void runAll(String credential, Runnable first) {
        for (var next = first; next != null; next = next(credential)) {
            synchronized (waiting) {
                begun.put(credential, System.nanoTime());
            }
            Failsafe.run(next);
        }
    }

    private Runnable next(String credential) {
        synchronized (waiting) {
            var next = waiting.get(credential).poll();
            if (next == null) {
                forget(credential);
            }
            return next;
        }
    }
}
