package io.jenkins.plugins.zadig.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Whether Zadig's main service answers. While it does not, as in each restart and upgrade, the gateway answers a good token
 * as a bad one, at once or after some seconds of 503 (zadig-servers 2.6). Pages of the main service that need no token tell
 * the two apart; which ones there are depends on the line (zadig-servers 18.8, 2.17).
 */
enum MainService {
    ANSWERS,
    AWAY,
    UNKNOWN;

    /** From 3.4.0 on, from 2.0 on, and up to 1.18. */
    private static final List<String> PAGES = List.of(
            "api/aslan/testing/report/html/workflowv4/x/x/x/1/",
            "api/aslan/system/initialization/status",
            "api/aslan/health");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Asks for the pages, without a token, until one tells; never fails.
     *
     * @param longest time for the whole of a page
     */
    static CompletableFuture<MainService> of(URI server, HttpClient http, Duration longest) {
        var root = server.toString();
        var patience = longest.compareTo(PATIENCE) < 0 ? longest : PATIENCE;
        return of(root.endsWith("/") ? root : root + "/", http, patience, 0);
    }

    private static CompletableFuture<MainService> of(String root, HttpClient http, Duration patience, int page) {
        return CompletableFuture.completedFuture(root + PAGES.get(page))
                .thenApply(address -> HttpRequest.newBuilder(URI.create(address))
                        .timeout(patience)
                        .build())
                .thenCompose(request ->
                        Transport.send(http, request, head -> new CappedBody<>(1 << 16, bytes -> bytes), patience))
                .handle((answer, thrown) ->
                        thrown == null ? of(new Answer(answer.statusCode(), answer.headers(), answer.body())) : AWAY)
                .thenCompose(told -> told == UNKNOWN && page + 1 < PAGES.size()
                        ? of(root, http, patience, page + 1)
                        : CompletableFuture.completedFuture(told));
    }

    private static MainService of(Answer answer) {
        var status = answer.status();
        if (status > 500) {
            return AWAY;
        }
        // The pages have a text whatever they find; answers of the gateway alone have none, or HTML.
        var zadigs = (status == 200 || status == 404 || status == 500)
                && answer.body().length > 0
                && !ErrorAnswer.looksLikeHtml(answer);
        return zadigs ? ANSWERS : UNKNOWN;
    }
}
