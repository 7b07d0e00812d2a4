package io.jenkins.plugins.zadig.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * A client that calls the simulated Zadig without a network, on the caller's thread, so that a test can run ten thousand
 * lives of a controller in a moment and each of them again. What a network does to a request, {@link Weather} says.
 */
public final class DirectHttp extends HttpClient {
    /** What becomes of a request. */
    public enum Fate {
        ARRIVES,
        /** No connection is made. */
        REFUSED,
        /** The connection breaks before Zadig acts. */
        LOST_BEFORE,
        /** Zadig acts, and the connection breaks. */
        LOST_AFTER
    }

    /**
     * What the network does to one request.
     *
     * @param before how long the request takes to Zadig
     * @param after how long the answer takes back
     */
    public record Weather(Fate fate, Duration before, Duration after) {
        public static final Weather FAIR = new Weather(Fate.ARRIVES, Duration.ZERO, Duration.ZERO);
    }

    /** Asked for each request. */
    @FunctionalInterface
    public interface Forecast {
        Weather of(String method, String path);

        /** Is told of each request that arrives; {@code handling} lets Zadig act. */
        default void arrives(Runnable handling) {
            handling.run();
        }

        /** Whether anybody is left who hears an answer. */
        default boolean isHeard() {
            return true;
        }
    }

    private final Dispatcher dispatcher;
    private final Forecast forecast;
    private final BiConsumer<Duration, Runnable> later;

    DirectHttp(Dispatcher dispatcher, Forecast forecast, BiConsumer<Duration, Runnable> later) {
        this.dispatcher = dispatcher;
        this.forecast = forecast;
        this.later = later;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        var result = new CompletableFuture<HttpResponse<T>>();
        var weather = forecast.of(request.method(), request.uri().getPath());
        if (weather.fate() == Fate.REFUSED) {
            result.completeExceptionally(new ConnectException("refused"));
            return result;
        }
        String body;
        try {
            body = body(request);
        } catch (IOException x) {
            result.completeExceptionally(x);
            return result;
        }
        request.timeout()
                .ifPresent(
                        timeout -> wait(timeout, () -> result.completeExceptionally(new HttpTimeoutException("late"))));
        wait(weather.before(), () -> {
            if (weather.fate() == Fate.LOST_BEFORE) {
                result.completeExceptionally(new SocketException("Connection reset"));
                return;
            }
            forecast.arrives(() -> {
                var answer = dispatcher.dispatch(
                        request.method(),
                        request.uri().getRawPath(),
                        Front.query(
                                Optional.ofNullable(request.uri().getRawQuery()).orElse("")),
                        headers(request),
                        body);
                wait(weather.after(), () -> complete(result, weather, answer, request.uri(), handler));
            });
        });
        return result;
    }

    private void wait(Duration time, Runnable action) {
        if (time.isZero()) {
            action.run();
        } else {
            later.accept(time, action);
        }
    }

    private <T> void complete(
            CompletableFuture<HttpResponse<T>> result,
            Weather weather,
            Answer answer,
            URI uri,
            HttpResponse.BodyHandler<T> handler) {
        if (!forecast.isHeard()) {
            return;
        }
        if (weather.fate() == Fate.LOST_AFTER || answer.broken() == Answer.Breakage.RESET) {
            result.completeExceptionally(new SocketException("Connection reset"));
        } else if (answer.broken() == Answer.Breakage.CLOSED_WITHOUT_ANSWER) {
            result.completeExceptionally(new EOFException("EOF"));
        } else if (answer.broken() == Answer.Breakage.GARBAGE) {
            result.completeExceptionally(new ProtocolException("Invalid status line"));
        } else {
            deliver(result, answer, uri, handler);
        }
    }

    private static <T> void deliver(
            CompletableFuture<HttpResponse<T>> result, Answer answer, URI uri, HttpResponse.BodyHandler<T> handler) {
        var headers = HttpHeaders.of(
                answer.headers().entrySet().stream()
                        .collect(
                                HashMap::new,
                                (all, one) -> all.put(one.getKey(), List.of(one.getValue())),
                                Map::putAll),
                (name, value) -> true);
        var reader = handler.apply(new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return answer.status();
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
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // All comes at once.
            }

            @Override
            public void cancel() {
                // There is no connection to hang up.
            }
        });
        reader.onNext(List.of(ByteBuffer.wrap(answer.bytes())));
        reader.onComplete();
        reader.getBody().whenComplete((value, thrown) -> {
            if (thrown == null) {
                result.complete(new Delivered<>(answer.status(), headers, value, uri));
            } else {
                result.completeExceptionally(thrown);
            }
        });
    }

    private record Delivered<T>(int statusCode, HttpHeaders headers, T body, URI uri) implements HttpResponse<T> {
        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri).build();
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private static Map<String, String> headers(HttpRequest request) {
        var headers = new HashMap<String, String>();
        request.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    /** What a request carries; fails when it is not given out. */
    private static String body(HttpRequest request) throws IOException {
        var publisher = request.bodyPublisher().orElseGet(HttpRequest.BodyPublishers::noBody);
        var reader = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
        publisher.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                reader.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                reader.onNext(List.of(bytes));
            }

            @Override
            public void onError(Throwable failure) {
                reader.onError(failure);
            }

            @Override
            public void onComplete() {
                reader.onComplete();
            }
        });
        try {
            return reader.getBody().toCompletableFuture().getNow("");
        } catch (RuntimeException x) {
            throw new IOException("The body is not given out", x);
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.PushPromiseHandler<T> pushPromiseHandler) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException("Nothing here waits for an answer");
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.of(Runnable::run);
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
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
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException("Nothing is encrypted here");
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }
}
