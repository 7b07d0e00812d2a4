package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * A Zadig without a network, for days of requests in a moment: it knows tasks, their details and their lists, and lives
 * in a {@link ManualTimeline}. What it does not do, the simulator does.
 */
final class MemoryZadig extends HttpClient {
    static final URI ADDRESS = URI.create("http://zadig.test");

    /** A request, and when it came. */
    record Asked(long nanos, String token, String workflow, long id, int page, int size) {
        boolean isPage() {
            return id == 0;
        }
    }

    /** What is answered; {@code body} may be HTML. */
    record Reply(int status, String body, Map<String, List<String>> headers) {
        static Reply of(int status) {
            return new Reply(status, "", Map.of());
        }
    }

    /** A task as it is at a moment. */
    static final class Task {
        final String workflow;
        final long id;
        long created;
        String status = "running";
        /** The status of its only job. */
        String job = "running";

        /** The status of the approval job after that one; {@code null} when there is none. */
        String gate;

        /** How many jobs have passed before that. */
        int jobsBefore;

        /** What happens when the first job fails. */
        String policy = "stop";

        boolean archived;

        /** The task of the same number that the list has instead; {@code null} for none. */
        Task namesake;

        Task(String workflow, long id) {
            this.workflow = workflow;
            this.id = id;
        }

        void end(String how) {
            status = how;
            job = how;
        }
    }

    final List<Asked> asked = new ArrayList<>();
    final Set<String> deadTokens = new HashSet<>();

    /** Answers instead, when it does not give {@code null}. */
    Function<Asked, Reply> fault = request -> null;

    /** What the pages say that need no token; as on a server that is none of Zadig's lines, where they need one. */
    Reply publicPage = Reply.of(401);

    /** What runs the work of clients. */
    Executor threads = Runnable::run;

    /** How long an answer takes. */
    Function<Asked, Duration> latency = request -> Duration.ZERO;

    private final ManualTimeline time;
    private final Map<String, Map<Long, Task>> tasks = new HashMap<>();

    MemoryZadig(ManualTimeline time) {
        this.time = time;
    }

    ZadigClient client(String token) {
        return new ZadigClient(ADDRESS, () -> token, this, TestClients.PATIENT);
    }

    Access access(String build) {
        return access("token", build);
    }

    Access access(String token, String build) {
        var client = client(token);
        return new Access("zadig", () -> client, token, build, 5);
    }

    /** Adds a running task. */
    Task task(String workflow, long id) {
        var task = new Task(workflow, id);
        task.created = id;
        tasks.computeIfAbsent(workflow, key -> new HashMap<>()).put(id, task);
        return task;
    }

    void delete(Task task) {
        tasks.get(task.workflow).remove(task.id);
    }

    static TaskRef ref(String workflow, long id) {
        return new TaskRef("zadig", "shop", workflow, id);
    }

    /** The requests for pages. */
    List<Asked> pages() {
        return asked.stream().filter(Asked::isPage).toList();
    }

    /** The requests for one task. */
    List<Asked> details(long id) {
        return asked.stream().filter(request -> request.id() == id).toList();
    }

    /** From each request to the next one. */
    static List<Duration> pauses(List<Asked> requests) {
        var pauses = new ArrayList<Duration>();
        for (int i = 1; i < requests.size(); i++) {
            pauses.add(Duration.ofNanos(
                    requests.get(i).nanos() - requests.get(i - 1).nanos()));
        }
        return pauses;
    }

    /** The most requests in any second. */
    int peak() {
        var peak = 0;
        for (int first = 0, last = 0; last < asked.size(); last++) {
            while (asked.get(last).nanos() - asked.get(first).nanos() >= 1_000_000_000L) {
                first++;
            }
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }

    private Reply reply(Asked request) {
        var faulty = fault.apply(request);
        if (faulty != null) {
            return faulty;
        }
        if (deadTokens.contains(request.token())) {
            return Reply.of(401);
        }
        var known = tasks.getOrDefault(request.workflow(), Map.of());
        if (request.isPage()) {
            return new Reply(200, page(known, request), Map.of());
        }
        var task = known.get(request.id());
        return task == null
                ? new Reply(500, "{\"code\":500,\"description\":\"mongo: no documents in result\"}", Map.of())
                : new Reply(200, detail(task), Map.of());
    }

    private static String page(Map<Long, Task> known, Asked request) {
        var listed = known.values().stream().filter(task -> !task.archived).toList();
        var rows = listed.stream()
                .sorted(Comparator.<Task>comparingLong(task -> -task.created).thenComparingLong(task -> -task.id))
                .skip((long) (request.page() - 1) * request.size())
                .limit(request.size())
                .map(task -> task.namesake == null ? task : task.namesake)
                .map(task ->
                        "{\"workflow_key\":\"%s\",\"task_id\":%d,\"create_time\":%d,\"status\":\"%s\",\"task_creator\":\"bob\"}"
                                .formatted(task.workflow, task.id, task.created, task.status))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"total\":" + listed.size() + ",\"workflow_tasks\":" + rows + "}";
    }

    private static String detail(Task task) {
        var before = IntStream.range(0, task.jobsBefore)
                .mapToObj(job -> "{\"name\":\"job-" + job + "\",\"type\":\"freestyle\",\"status\":\"passed\"},")
                .collect(Collectors.joining());
        return """
            {"task_id":%d,"workflow_key":"%s","status":"%s","create_time":%d,"task_creator":"bob","stages":[{"name":"all","status":"%s","jobs":[
            %s{"name":"job","type":"freestyle","status":"%s","error_policy":{"policy":"%s"}}%s]}]}\
            """.formatted(
                task.id,
                task.workflow,
                task.status,
                task.created,
                task.status,
                before,
                task.job,
                task.policy,
                task.gate == null ? "" : ",{\"name\":\"gate\",\"type\":\"approval\",\"status\":\"" + task.gate + "\"}");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        if (request.uri().getPath().startsWith("/api/aslan/")) {
            return CompletableFuture.completedFuture(response(request, publicPage, responseBodyHandler));
        }
        var asks = asked(request);
        asked.add(asks);
        var answer = new CompletableFuture<HttpResponse<T>>();
        Runnable send = () -> answer.complete(response(request, reply(asks), responseBodyHandler));
        var delay = latency.apply(asks);
        if (delay.isZero()) {
            send.run();
        } else {
            time.after(delay, send);
        }
        return answer;
    }

    private Asked asked(HttpRequest request) {
        var query = new HashMap<String, String>();
        for (String pair : request.uri().getQuery().split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        var token = request.headers().firstValue("Authorization").orElseThrow().substring("Bearer ".length());
        var path = request.uri().getPath().split("/");
        return query.containsKey("taskId")
                ? new Asked(time.nanos(), token, query.get("workflowKey"), Long.parseLong(query.get("taskId")), 0, 0)
                : new Asked(
                        time.nanos(),
                        token,
                        path[4],
                        0,
                        Integer.parseInt(query.get("pageNum")),
                        Integer.parseInt(query.get("pageSize")));
    }

    private static <T> HttpResponse<T> response(HttpRequest request, Reply reply, HttpResponse.BodyHandler<T> bodies) {
        var headers = HttpHeaders.of(reply.headers(), (name, value) -> true);
        var body = bodies.apply(new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return reply.status();
            }

            @Override
            public HttpHeaders headers() {
                return headers;
            }

            @Override
            public Version version() {
                return Version.HTTP_1_1;
            }
        });
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        body.onNext(List.of(ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8))));
        body.onComplete();
        var bytes = body.getBody().toCompletableFuture().join();
        return new Response<>(request, reply.status(), headers, bytes);
    }

    private record Response<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
            implements HttpResponse<T> {
        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.of(threads);
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLParameters sslParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> responseBodyHandler,
            HttpResponse.PushPromiseHandler<T> pushPromiseHandler) {
        throw new UnsupportedOperationException();
    }
}
