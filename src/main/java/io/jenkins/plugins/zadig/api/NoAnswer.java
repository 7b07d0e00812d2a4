package io.jenkins.plugins.zadig.api;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLHandshakeException;

/** Why a call to a server has no answer, or none that could be taken, and whether the server can have got it. */
record NoAnswer(URI server, ClientLimits limits) {
    /**
     * The failure of a call.
     *
     * @param thrown what Java's client says
     * @param body of the request, which tells whether it can have been sent
     */
    ZadigException of(Call call, Throwable thrown, HttpRequest.BodyPublisher body) {
        var cause = ZadigException.cause(thrown);
        if (cause instanceof CappedBody.TooLarge) {
            return new ZadigException.Malformed(call + " → an answer " + cause.getMessage(), null);
        }
        // Whatever went wrong, a request whose body was held back has no effect; Java may begin anew after an error.
        var unsent = body instanceof OneTimeBody once ? once.withdraw() : neverSent(cause);
        var delivery = unsent ? ZadigException.Delivery.NEVER_SENT : ZadigException.Delivery.UNKNOWN;
        return new ZadigException.Unavailable(
                call + " → no answer from " + server.getAuthority() + ": " + reason(cause), delivery, null, cause);
    }

    private String reason(Throwable cause) {
        if (cause instanceof CancellationException) {
            return "not complete within " + limits.total().toSeconds() + " s";
        }
        if (isOfUnknownHost(cause)) {
            return "unknown host";
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (cause instanceof HttpTimeoutException) {
            return "nothing within " + limits.headers().toSeconds() + " s";
        }
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        var text = cause.getMessage();
        return PlainText.line(text == null ? cause.getClass().getSimpleName() : text);
    }

    private static boolean neverSent(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || isOfUnknownHost(cause)
                || cause instanceof SSLHandshakeException;
    }

    private static boolean isOfUnknownHost(Throwable thrown) {
        var root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof UnresolvedAddressException || root instanceof UnknownHostException;
    }
}
