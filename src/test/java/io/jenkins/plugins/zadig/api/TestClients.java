package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.zadig.secrets.Leaks;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Clients whose bounds suit tests, and the results of their calls. */
public final class TestClients {
    /** How long to wait for an answer at most; less where most of what is tried is broken on purpose. */
    public static final long SECONDS = Long.getLong("zadig.patience", 30);

    /** Enough for a busy machine, with attempts that follow each other at once. */
    public static final ClientLimits PATIENT =
            new ClientLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20, 3, Duration.ofMillis(2));

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private TestClients() {}

    /** The client of the simulator's own user. */
    public static ZadigClient of(ZadigSimulator zadig) {
        return of(zadig.url(), zadig.token());
    }

    public static ZadigClient of(URI server, String token) {
        return of(server, () -> token);
    }

    public static ZadigClient of(URI server, TokenSource tokens) {
        return new ZadigClient(server, tokens, HTTP, PATIENT);
    }

    /** The value of a call; fails when the call did. */
    public static <T> T valueOf(CompletableFuture<T> call) {
        try {
            T value = call.get(SECONDS, TimeUnit.SECONDS);
            Leaks.SUITE.search("an answer", (Object) String.valueOf(value));
            return value;
        } catch (ExecutionException x) {
            throw new AssertionError("The call failed", x.getCause());
        } catch (Exception x) {
            throw new AssertionError("No answer", x);
        }
    }

    /** How a call failed; fails when it did not. */
    public static ZadigException failureOf(CompletableFuture<?> call) {
        try {
            return fail("Not expected: " + call.get(SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException x) {
            var failure = ZadigException.of(x.getCause());
            Leaks.SUITE.search("the failure of a call", failure);
            return failure;
        } catch (Exception x) {
            throw new AssertionError("No answer", x);
        }
    }
}
