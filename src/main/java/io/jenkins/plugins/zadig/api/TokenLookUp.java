package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The look-up of a token for each attempt of a call. Whoever keeps tokens may take its time, and may throw anything.
 *
 * @param executor for whoever names no threads of its own
 */
record TokenLookUp(TokenSource tokens, Executor executor) {
    /** RFC 6750 b64token; anything else in a header could split it. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** Longest time for the look-up of a token; whoever keeps it may ask another server. */
    private static final Duration LOOK_UP = Duration.ofSeconds(30);

    /** The token for a call. Fails when there is none that could be sent. */
    CompletableFuture<String> of(Call call) {
        var where = tokens.executor();
        try {
            return lookUp(call, where == null ? executor : where);
        } catch (RejectedExecutionException x) {
            if (where == null) {
                throw x;
            }
            return CompletableFuture.failedFuture(
                    ZadigException.Unauthorized.late(call + " → not sent: whoever keeps the token does not answer"));
        }
    }

    private CompletableFuture<String> lookUp(Call call, Executor where) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return usable(token(call), call);
                            } catch (ZadigException x) {
                                throw new CompletionException(x);
                            }
                        },
                        where)
                .orTimeout(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(thrown -> {
                    throw thrown instanceof TimeoutException
                            ? new CompletionException(ZadigException.Unauthorized.late(call
                                    + " → not sent: the token could not be looked up within " + LOOK_UP.toSeconds()
                                    + " s"))
                            : thrown instanceof CompletionException wrapped ? wrapped : new CompletionException(thrown);
                });
    }

    @CheckForNull
    private String token(Call call) throws ZadigException {
        try {
            return tokens.token();
        } catch (RuntimeException x) {
            // Whoever keeps tokens knows no other way to say so; what it says could hold one.
            throw ZadigException.Unauthorized.late(call + " → not sent: the token cannot be read ("
                    + x.getClass().getSimpleName() + ")");
        }
    }

    private static String usable(@CheckForNull String token, Call call) throws ZadigException.Unauthorized {
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw new ZadigException.Unauthorized(
                    call + " → not sent: the token is empty or has characters that no token has");
        }
        return token;
    }
}
