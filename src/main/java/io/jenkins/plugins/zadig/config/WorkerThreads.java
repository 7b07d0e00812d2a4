package io.jenkins.plugins.zadig.config;

import hudson.security.ACL;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The plugin's own threads, for answers and for short work that waits for none. They are apart from
 * {@link HttpClients}, as a controller that starts has work, and asks no server yet: nothing of an HTTP client is
 * loaded before its first use.
 */
final class WorkerThreads {
    /** Of each kind, at most. */
    private static final int THREADS = 3;

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** Of the whole controller. */
    static final ExecutorService SHARED = threads("zadig-http-");

    /** For what looks up a credential: a keeper that hangs must not keep answers from being taken. */
    static final ExecutorService OPENING = threads("zadig-open-");

    /** For what takes the lock of a build, which others hold while they write large results. */
    static final ExecutorService RESULTS = threads("zadig-results-");

    private WorkerThreads() {}

    /** Takes work only for a thread that is idle; left alone, an executor makes a thread beside those. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable work) {
            return tryTransfer(work);
        }

        void queue(Runnable work) {
            super.offer(work);
        }
    }

    static ExecutorService threads(String name) {
        var number = new AtomicInteger();
        var handover = new Handover();
        var threads = new ThreadPoolExecutor(
                1,
                THREADS,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                handover,
                task -> thread(task, name + number.incrementAndGet()),
                (work, all) -> {
                    handover.queue(work);
                    // All may have ended of idleness since there was none for the work.
                    all.prestartCoreThread();
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * A thread that acts as Jenkins itself. Left alone, a thread acts as nobody, who finds no build on a controller where
     * not everybody may read, or as whoever's request had it made.
     */
    static Thread thread(Runnable task, String name) {
        Runnable work = () -> {
            try (var system = ACL.as2(ACL.SYSTEM2)) {
                task.run();
            }
        };
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        // Whoever sends first would lend its class loader for good.
        thread.setContextClassLoader(WorkerThreads.class.getClassLoader());
        return thread;
    }
}
