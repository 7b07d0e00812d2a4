package io.jenkins.plugins.zadig.bench;

import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * The naive peer: asks for each task by itself, again and again. Kinder to the machine than real ones, which hold a
 * thread for each wait: a few threads share the asking here.
 */
final class PollingPeer implements Peer {
    private static final int THREADS = 16;

    /** As most bridges do. */
    static final LongUnaryOperator EVERY_5_SECONDS = last -> 5_000;

    /** As Jenkins' {@code waitUntil} does. */
    static final LongUnaryOperator BACKOFF = last -> Math.min(15_000, last == 0 ? 250 : last * 6 / 5);

    /** The same after a minute and a half, when it costs least. */
    static final LongUnaryOperator BACKED_OFF = last -> 15_000;

    private final ZadigClient client;
    private final LongUnaryOperator pauses;
    private final Heard heard;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    /**
     * A peer.
     *
     * @param pauses the next pause after the last one, in milliseconds; after 0 the first
     */
    PollingPeer(URI url, String token, LongUnaryOperator pauses, Heard heard) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        client = new ZadigClient(url, () -> token, http, ClientLimits.DEFAULT);
        this.pauses = pauses;
        this.heard = heard;
    }

    @Override
    public void await(TaskRef task) {
        threads.execute(() -> look(task, 0));
    }

    private void look(TaskRef task, long pause) {
        WorkflowTask seen;
        try {
            seen = client.customWorkflows().task(task.workflow(), task.id()).join();
        } catch (CompletionException x) {
            next(task, pause);
            return;
        }
        if (pause == 0) {
            heard.looked();
        }
        if (TaskStatus.of(seen.status()).ended()) {
            heard.noticed(task);
            heard.ended(task);
        } else {
            next(task, pause);
        }
    }

    private void next(TaskRef task, long pause) {
        var millis = pauses.applyAsLong(pause);
        threads.schedule(() -> look(task, millis), millis, TimeUnit.MILLISECONDS);
    }
}
