package io.jenkins.plugins.zadig.faults;

import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends every operation into every fault, many at once, over clients like those of the plugin. */
final class FaultMatrix implements AutoCloseable {
    static final String TOKEN = "t0ken.of-the~matrix";

    static final int ATTEMPTS = 3;

    /** As many threads as the plugin's own client has. */
    private static final int THREADS = 4;

    private static final int AT_ONCE = 200;

    /** Longest time for one combination before it counts as hanging. */
    private static final long HANGING_SECONDS = 60;

    private static final ClientLimits PATIENT =
            new ClientLimits(Duration.ofSeconds(50), Duration.ofSeconds(50), 1 << 20, ATTEMPTS, Duration.ofMillis(2));
    private static final ClientLimits HASTY =
            new ClientLimits(Duration.ofMillis(3_000), Duration.ofMillis(3_500), 1 << 20, 1, Duration.ofMillis(2));

    private final ExecutorService pool;
    private final HttpClient patient;
    private final HttpClient hasty;

    /**
     * What became of one combination.
     *
     * @param failure {@code null} when the operation succeeded
     * @param ended whether it ended by itself, not only when it was stopped
     * @param requests what arrived, as {@code METHOD /path}
     */
    record Result(
            ApiOperation operation, WireFault fault, ZadigException failure, boolean ended, List<String> requests) {
        /** As the table has it. */
        String outcome() {
            if (!ended) {
                return "open";
            }
            return failure == null
                    ? "ok"
                    : failure.getClass().getSimpleName() + ", "
                            + switch (failure.delivery()) {
                                case NEVER_SENT -> "never sent";
                                case UNKNOWN -> "unknown";
                                case ANSWERED -> "answered";
                            };
        }

        long writes() {
            return requests.stream()
                    .filter(request -> !request.startsWith("GET "))
                    .count();
        }

        @Override
        public String toString() {
            return operation.name() + " × " + fault.title();
        }
    }

    FaultMatrix() {
        var number = new AtomicInteger();
        pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "fault-client-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        patient = client(Duration.ofSeconds(30));
        hasty = client(Duration.ofMillis(400));
    }

    private HttpClient client(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(pool)
                .build();
    }

    /** Lets all threads come up that the clients need. */
    void warmUp(FaultServer server) throws Exception {
        var projects = ApiOperation.all().stream()
                .filter(operation -> operation.name().equals("Projects.list"))
                .toList();
        for (WireFault fault : List.of(WireFault.RESET_AFTER_BODY, WireFault.TIMEOUT_CONNECT)) {
            var calls = new ArrayList<CompletableFuture<Result>>();
            for (int i = 0; i < 2 * THREADS; i++) {
                var name = "warm" + fault.ordinal() + "-" + i;
                var operation = projects.get(0);
                var address = server.open(name, fault, operation.healthy(), operation.type());
                calls.add(one(server, name, address, operation, fault));
            }
            for (CompletableFuture<Result> call : calls) {
                call.get(HANGING_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** All combinations; those first that show by the time that passes, before the large answers keep everybody busy. */
    List<Result> run(FaultServer server, List<ApiOperation> operations) throws Exception {
        var room = new Semaphore(AT_ONCE);
        var results = new ArrayList<CompletableFuture<Result>>();
        var faults = Arrays.stream(WireFault.values())
                .sorted(Comparator.comparing(fault -> !fault.isSlow()))
                .toList();
        for (WireFault fault : faults) {
            for (ApiOperation operation : operations) {
                var name = "case" + results.size();
                var address = server.open(name, fault, operation.healthy(), operation.type());
                room.acquire();
                var result = one(server, name, address, operation, fault);
                result.whenComplete((done, thrown) -> room.release());
                results.add(result);
            }
        }
        var all = new ArrayList<Result>();
        for (CompletableFuture<Result> result : results) {
            all.add(result.get(HANGING_SECONDS, TimeUnit.SECONDS));
        }
        return all;
    }

    private CompletableFuture<Result> one(
            FaultServer server, String name, URI address, ApiOperation operation, WireFault fault) {
        var slow = fault.isSlow();
        var connects = fault != WireFault.TIMEOUT_CONNECT;
        var zadig =
                new ZadigClient(address, () -> TOKEN, connects ? patient : hasty, connects && slow ? HASTY : PATIENT);
        var call = operation.call().apply(zadig);
        var ended = call.done()
                .handle((value, thrown) -> thrown == null ? null : ZadigException.of(thrown))
                .thenApply(failure -> new Result(operation, fault, failure, true, List.copyOf(server.requests(name))));
        if (!slow || !operation.isLive()) {
            return ended;
        }
        // A live log may be silent for hours, so it is open until it is no longer wanted; then it ends at once.
        var late = CompletableFuture.delayedExecutor(HASTY.total().toMillis() * 2, TimeUnit.MILLISECONDS, pool);
        return CompletableFuture.supplyAsync(() -> ended.isDone(), late).thenCompose(before -> {
            call.stop().run();
            return ended.thenApply(result -> new Result(operation, fault, result.failure(), before, result.requests()));
        });
    }

    /** The threads that work for the clients. */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("fault-client-") || name.startsWith("HttpClient-"))
                .count();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
