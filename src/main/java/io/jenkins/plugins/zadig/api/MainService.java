package io.jenkins.plugins.zadig.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Whether Zadig's main service answers. While it does not, as in each restart and upgrade, the gateway answers a good token
 * as a bad one, at once or after some seconds of 503 (zadig-servers 2.6). A page that needs no token, except on servers
 * before 3.4, tells the two apart (zadig-servers 18.8).
 */
enum MainService {
    ANSWERS,
    AWAY,
    UNKNOWN;

    private static final String PAGE = "api/aslan/testing/report/html/workflowv4/x/x/x/1/";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Asks for the page, without a token; never fails. */
    static CompletableFuture<MainService> of(URI server, HttpClient http) {
        var root = server.toString();
        return CompletableFuture.completedFuture(root.endsWith("/") ? root : root + "/")
                .thenApply(base -> HttpRequest.newBuilder(URI.create(base + PAGE))
                        .timeout(PATIENCE)
                        .build())
                .thenCompose(page -> http.sendAsync(page, head -> new CappedBody(1 << 16)))
                .handle((answer, thrown) -> thrown == null ? of(answer) : AWAY);
    }

    private static MainService of(HttpResponse<byte[]> answer) {
        if (answer.statusCode() > 500) {
            return AWAY;
        }
        // It says what it does not find; a gateway has nothing to say.
        var zadigs = (answer.statusCode() == 500 || answer.statusCode() == 404)
                && answer.body().length > 0
                && !ErrorAnswer.looksLikeHtml(answer);
        return zadigs ? ANSWERS : UNKNOWN;
    }
}
