package io.jenkins.plugins.zadig.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Logs of jobs: {@code /openapi/logs} from server line 3.4.0 on, {@code /api/aslan/logs} before (zadig-servers 16.1).
 */
public final class Logs {
    /** Servers wait for the pod of a job up to 5 minutes; a job can be silent for hours. */
    private static final ClientLimits LIVE =
            new ClientLimits(Duration.ofMinutes(6), Duration.ofHours(6), 1 << 20, 1, Duration.ZERO);

    private final Transport transport;

    Logs(Transport transport) {
        this.transport = transport;
    }

    /**
     * The log of a job that has ended. It is empty when the server has none: for a job that was cancelled
     * (zadig-servers 16.2), and for one that ran in Kubernetes for a workflow with capital letters in its key, as servers
     * look under another key than they store (16.3).
     *
     * @param job the task job's name
     * @param lines how many of the last lines to keep
     */
    public CompletableFuture<LogTail> archived(String workflow, long id, String job, int lines) {
        return either(
                () -> transport.stream(
                        Call.get("openapi/logs/log/v4/workflow/{}/{}/{}", workflow, id, job), () -> new LogBody(lines)),
                () -> transport.stream(
                        Call.get("api/aslan/logs/log/v4/workflow/{}/tasks/{}/jobs/{}", workflow, id, job),
                        () -> new LogBody(lines)));
    }

    /**
     * The log of a job that runs, line by line, until it is stopped or the connection breaks: servers do not end it with
     * the job. It ends at once when the job has not written a line yet. There is no way to go on where one broke: a new one
     * begins with the tail again.
     *
     * @param tail how many of the lines so far to begin with; jobs on machines and deployments begin with all of them
     *     (zadig-servers 17.4)
     * @param lines is called on a thread of the HTTP client, one line after the other, so it must not wait for anything
     */
    public Following follow(String workflow, long id, String job, int tail, Consumer<String> lines) {
        var patient = transport.with(LIVE);
        return new Following(lines)
                .begin(following -> either(
                        () -> patient.open(
                                Call.get("openapi/logs/sse/v4/workflow/{}/{}/{}/{}", workflow, id, job, tail),
                                following::receiver,
                                following::sent),
                        () -> patient.open(
                                Call.get("api/aslan/logs/sse/v4/workflow/{}/{}/{}/{}", workflow, id, job, tail),
                                following::receiver,
                                following::sent)));
    }

    /** Asks where logs are today, and where they were on a server that does not know that. */
    private static <T> CompletableFuture<T> either(
            Supplier<CompletableFuture<T>> today, Supplier<CompletableFuture<T>> before) {
        return today.get().exceptionallyCompose(thrown -> {
            var failure = ZadigException.of(thrown);
            return failure instanceof ZadigException.Unsupported
                    ? before.get()
                    : CompletableFuture.failedFuture(failure);
        });
    }
}
