package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one path of every call: build the request, send it, send a GET again when the network or a gateway failed, decode
 * once, and turn whatever went wrong into a {@link ZadigException}. Nothing but a GET is ever sent twice, except what the
 * gateway turned away with a 401, which no Zadig has seen.
 *
 * <p>Each step of a call runs in a future that the next one hangs on, so whatever is thrown, be it that there are no more
 * threads, fails the call; no call is without an end.
 *
 * @param server the address that users open Zadig at
 * @param turn for calls that only read
 * @param longestTurn how long a call waits for its turn at most
 * @param wanted whether somebody still wants what a call would change; asked when the call's turn has come
 */
record Transport(
        URI server,
        TokenSource tokens,
        HttpClient http,
        ClientLimits limits,
        Pacing pacing,
        Pacing.Turn turn,
        Duration longestTurn,
        ServerLines lines,
        BooleanSupplier wanted) {
    /** Turns the bytes of a successful answer into a value. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(byte[] body) throws IOException;
    }

    /** Longest pause between two attempts; a server that asks for more is answered by the caller's own pace. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    /** While a 401 is not believed, so many of the first pauses lie between two attempts. */
    private static final int DENIED_PAUSES = 5;

    Transport(URI server, TokenSource tokens, HttpClient http, ClientLimits limits) {
        this(server, tokens, http, limits, Pacing.NONE, Pacing.Turn.CALL, Duration.ZERO, new ServerLines(), () -> true);
    }

    Transport {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("java.net.http repeats Authorization to the host of a redirect");
        }
    }

    Transport with(ClientLimits other) {
        return new Transport(server, tokens, http, other, pacing, turn, longestTurn, lines, wanted);
    }

    /** The same, with calls that take their turn. */
    Transport with(Pacing turns, Duration longest) {
        return new Transport(server, tokens, http, limits, turns, Pacing.Turn.CALL, longest, lines, wanted);
    }

    /** The same, with reads that are part of stopping a task. */
    Transport aborting() {
        return new Transport(server, tokens, http, limits, pacing, Pacing.Turn.ABORT, longestTurn, lines, wanted);
    }

    /** The same, with reads that nobody waits for. */
    Transport background(Duration longest) {
        return new Transport(server, tokens, http, limits, pacing, Pacing.Turn.BACKGROUND, longest, lines, wanted);
    }

    Transport with(ServerLines known) {
        return new Transport(server, tokens, http, limits, pacing, turn, longestTurn, known, wanted);
    }

    /** The same, with calls that change nothing any more once that is not wanted; those that stop a task still do. */
    Transport onlyWhile(BooleanSupplier more) {
        return new Transport(
                server,
                tokens,
                http,
                limits,
                pacing,
                turn,
                longestTurn,
                lines,
                () -> wanted.getAsBoolean() && more.getAsBoolean());
    }

    /** The client's own threads: left alone, Java makes a new one for each answer where it has few processors. */
    private Executor executor() {
        return http.executor().orElseGet(ForkJoinPool::commonPool);
    }

    /** The time on the server, in epoch seconds; empty while no answer has told it. */
    OptionalLong now() {
        return lines.clock(server).now();
    }

    <T> CompletableFuture<T> send(Call call, Class<T> type) {
        return send(call, body -> {
            T value = Json.MAPPER.readValue(body, type);
            if (value == null) {
                throw new IOException("null instead of an object");
            }
            return value;
        });
    }

    /** Sends a call of whose answer only the success matters. */
    CompletableFuture<Void> send(Call call) {
        return send(call, body -> null);
    }

    <T> CompletableFuture<T> send(Call call, Decoder<T> decoder) {
        return stream(call, () -> new CappedBody<>(limits.maxBytes(), decoder));
    }

    /** Sends a call whose answer can be too large for memory. */
    <T> CompletableFuture<T> stream(Call call, Supplier<? extends StreamedBody<T>> receivers) {
        return call.problem().isEmpty() ? attempt(call, receivers, 1, turnsEnd(), null) : unsent(call);
    }

    /**
     * Sends a call whose answer lasts for as long as somebody wants it, once it has taken its turn.
     *
     * @param whenSent is called then
     */
    <T> CompletableFuture<T> open(Call call, Supplier<? extends StreamedBody<T>> receivers, Runnable whenSent) {
        if (!call.problem().isEmpty()) {
            return unsent(call);
        }
        return pacing.take(Pacing.Turn.BACKGROUND, longestTurn).thenCompose(taken -> {
            whenSent.run();
            return with(Pacing.NONE, Duration.ZERO).stream(call, receivers);
        });
    }

    private static <T> CompletableFuture<T> unsent(Call call) {
        return CompletableFuture.failedFuture(new ZadigException.Invalid(call.problem()));
    }

    private long turnsEnd() {
        return System.nanoTime() + longestTurn.toNanos();
    }

    /**
     * One attempt, and those after it.
     *
     * @param lastTurn when it is too late for a turn
     * @param denial what the 401s just before were; {@code null} when there was none
     */
    private <T> CompletableFuture<T> attempt(
            Call call,
            Supplier<? extends StreamedBody<T>> receivers,
            int attempt,
            long lastTurn,
            @CheckForNull Denial denial) {
        var begun = new AtomicBoolean();
        Pacing.Request<T> send = sent -> {
            begun.set(true);
            return new TokenLookUp(tokens, executor())
                    .of(call)
                    .thenComposeAsync(
                            token -> {
                                if (!isWanted(call)) {
                                    return unwanted(call);
                                }
                                sent.run();
                                return once(call, token, receivers.get());
                            },
                            executor());
        };
        return CompletableFuture.completedFuture(Duration.ofNanos(Math.max(0, lastTurn - System.nanoTime())))
                .thenCompose(longest -> pacing.inTurn(turn(call), send, longest))
                .handle((value, thrown) -> {
                    if (thrown == null) {
                        return CompletableFuture.completedFuture(value);
                    }
                    var failure = ZadigException.of(thrown);
                    if (begun.get() && failure instanceof ZadigException.Unavailable) {
                        // A server that was away may come back upgraded.
                        lines.forget(server);
                    }
                    if (isDenial(failure)) {
                        return denied(call, receivers, attempt, failure, denial);
                    }
                    // A call that got no turn is tried again only while the time for its turn lasts.
                    var hasTurn = begun.get() || lastTurn - System.nanoTime() > 0;
                    var again = hasTurn && call.repeatable() && attempt < limits.attempts();
                    var pause = again ? pause(failure, attempt) : null;
                    return pause == null
                            ? CompletableFuture.<T>failedFuture(failure)
                            : after(pause, () -> attempt(call, receivers, attempt + 1, lastTurn, null));
                })
                .thenCompose(Function.identity());
    }

    private boolean isWanted(Call call) {
        return call.repeatable() || call.abort() || wanted.getAsBoolean();
    }

    private static <T> CompletableFuture<T> unwanted(Call call) {
        return CompletableFuture.failedFuture(
                new ZadigException.Unavailable(call + " → not sent: it is not wanted any more"));
    }

    private Pacing.Turn turn(Call call) {
        if (call.abort()) {
            return Pacing.Turn.ABORT;
        }
        return call.repeatable() ? turn : Pacing.Turn.CALL;
    }

    private boolean isDenial(ZadigException failure) {
        return failure instanceof ZadigException.Unauthorized
                && failure.delivery() == ZadigException.Delivery.ANSWERED
                && !limits.denial().isZero();
    }

    /**
     * One 401 after another.
     *
     * @param since when the first one came
     * @param answering whether the main service answered after the last one: if it comes again, it is the service's own
     */
    private record Denial(long since, boolean answering) {}

    /** Zadig has not seen a call that was answered with a 401, so any may be sent again while that is not believed. */
    private <T> CompletableFuture<T> denied(
            Call call,
            Supplier<? extends StreamedBody<T>> receivers,
            int attempt,
            ZadigException failure,
            @CheckForNull Denial before) {
        var now = System.nanoTime();
        var since = before == null ? now : before.since();
        return MainService.of(server, http, limits.total())
                .thenComposeAsync(
                        service -> {
                            var answers = service == MainService.ANSWERS;
                            // A service that has just come back answers after the gateway's last refusal.
                            var believed = answers
                                    ? before != null && before.answering()
                                    : now - since >= limits.denial().toNanos();
                            if (!believed && limits.attempts() > 1) {
                                if (before == null && !answers) {
                                    tokens.doubted();
                                }
                                return after(
                                        answers
                                                ? Duration.ZERO
                                                : limits.firstPause().multipliedBy(DENIED_PAUSES),
                                        () -> attempt(
                                                call, receivers, attempt, turnsEnd(), new Denial(since, answers)));
                            }
                            return CompletableFuture.failedFuture(
                                    switch (service) {
                                        case AWAY ->
                                            new ZadigException.Unavailable(
                                                    failure.getMessage()
                                                            + ", but Zadig's main service is away, for which its gateway says the same");
                                        case ANSWERS -> ZadigException.Unauthorized.answering(failure.getMessage());
                                        case UNKNOWN -> failure;
                                    });
                        },
                        executor());
    }

    private static <T> CompletableFuture<T> after(Duration pause, Supplier<CompletableFuture<T>> next) {
        return new CompletableFuture<Void>()
                .completeOnTimeout(null, pause.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(nothing -> next.get());
    }

    /** How long to wait before the next attempt, or {@code null} for no further one. */
    @CheckForNull
    Duration pause(ZadigException failure, int attempt) {
        if (!(failure instanceof ZadigException.Unavailable unavailable)) {
            return null;
        }
        var wanted = unavailable.retryAfter();
        if (wanted != null) {
            return wanted.compareTo(MAX_PAUSE) > 0 ? null : wanted;
        }
        var full = limits.firstPause().multipliedBy(1L << (attempt - 1)).toMillis();
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    private <T> CompletableFuture<T> once(Call call, String token, StreamedBody<T> receiver) {
        HttpRequest.BodyPublisher body;
        HttpRequest request;
        try {
            body = body(call);
            request = request(call, token, body);
        } catch (IllegalArgumentException x) {
            return CompletableFuture.failedFuture(new ZadigException.Invalid(call + " → not a usable address"));
        }
        var reception = new Reception(head -> success(head.statusCode())
                ? receiver.begun(head)
                : new CappedBody<>(limits.maxBytes(), error -> error));
        var exchange = send(http, request, reception, limits.total());
        receiver.whenUnwanted(() -> exchange.cancel(true));
        return exchange.handleAsync(
                (head, thrown) -> {
                    var bytes = reception.take();
                    try {
                        if (thrown != null) {
                            throw new NoAnswer(server, limits).of(call, thrown, body);
                        }
                        lines.clock(server).hear(head.headers());
                        return value(call, new Answer(head.statusCode(), head.headers(), bytes), token, receiver);
                    } catch (ZadigException x) {
                        throw new CompletionException(x);
                    } catch (RuntimeException | Error x) {
                        throw new CompletionException(
                                new ZadigException.Malformed(call + " → an answer that cannot be read", x));
                    }
                },
                executor());
    }

    /** Sends a request whose answer is over in time: HttpRequest.timeout ends with its head, and a body can drip. */
    static <T> CompletableFuture<HttpResponse<T>> send(
            HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> receiver, Duration total) {
        var exchange = http.sendAsync(request, receiver);
        // Completed, the deadline lets go of the answer at once instead of holding it until then.
        var deadline = new CompletableFuture<Void>().orTimeout(total.toMillis(), TimeUnit.MILLISECONDS);
        deadline.whenComplete((nothing, late) -> {
            if (late != null) {
                exchange.cancel(true);
            }
        });
        exchange.whenComplete((answer, thrown) -> deadline.complete(null));
        return exchange;
    }

    private static HttpRequest.BodyPublisher body(Call call) {
        var body = call.body();
        return body == null ? HttpRequest.BodyPublishers.noBody() : new OneTimeBody(body.text());
    }

    private HttpRequest request(Call call, String token, HttpRequest.BodyPublisher publisher) {
        var body = call.body();
        return HttpRequest.newBuilder(call.at(server))
                .timeout(limits.headers())
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", body == null ? "application/json" : body.type())
                .method(call.method(), publisher)
                .build();
    }

    private static <T> T value(Call call, Answer answer, String token, Decoder<T> decoder) throws ZadigException {
        if (!success(answer.status())) {
            throw ErrorAnswer.read(call, answer, token);
        }
        if (ErrorAnswer.looksLikeHtml(answer)) {
            // A log-in page in between says 200 to everything, also to calls of whose answer nothing is read.
            throw new ZadigException.Malformed(call + " → " + answer.status() + ": an HTML page instead of JSON", null);
        }
        try {
            return decoder.decode(answer.body());
        } catch (ZadigException x) {
            throw x;
        } catch (IOException x) {
            throw new ZadigException.Malformed(call + " → " + answer.status() + ": " + unreadable(answer, x), null);
        }
    }

    private static boolean success(int status) {
        return status / 100 == 2;
    }

    private static String unreadable(Answer answer, IOException x) {
        if (answer.body().length == 0) {
            return "an empty answer instead of JSON";
        }
        if (x instanceof CappedBody.TooLarge) {
            return "an answer " + x.getMessage();
        }
        if (x instanceof JsonProcessingException broken && broken.getLocation() != null) {
            return "JSON that cannot be read at byte " + broken.getLocation().getByteOffset();
        }
        return "JSON that cannot be read";
    }

    /** Reads a body as a tree, {@code null} when it is not JSON. */
    @CheckForNull
    static JsonNode tree(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException x) {
            return null;
        }
    }

    /** Names the server only. */
    @Override
    public String toString() {
        return server.toString();
    }
}
