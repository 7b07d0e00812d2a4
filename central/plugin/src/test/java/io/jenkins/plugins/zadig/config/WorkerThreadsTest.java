package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many threads the plugin's work takes. */
class WorkerThreadsTest {
    private final ExecutorService threads = WorkerThreads.threads("tested-");

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void threadThatIsIdleTakesWhatComes() throws Exception {
        var used = new HashSet<Thread>();
        for (int i = 0; i < 5; i++) {
            var thread = threads.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
            used.add(thread);
            await().until(() -> thread.getState() != Thread.State.RUNNABLE);
        }
        assertThat(used).hasSize(1);
    }

    @Test
    void whatComesWhileAllAreBusyIsDoneByThem() throws Exception {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        var busy = new CountDownLatch(3);
        var free = new CountDownLatch(1);
        var works = new ArrayList<Future<?>>();
        for (int i = 0; i < 100; i++) {
            works.add(threads.submit(() -> {
                used.add(Thread.currentThread());
                busy.countDown();
                free.await();
                return null;
            }));
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(works).noneMatch(Future::isDone);
        free.countDown();
        for (var work : works) {
            work.get(10, TimeUnit.SECONDS);
        }
        assertThat(used).hasSize(3);
    }
}
