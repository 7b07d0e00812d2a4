package io.jenkins.plugins.zadig.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells server lines apart by the routes they have: an unknown route answers 404 or 405 (zadig-servers 1.2 to 1.5, 1.13
 * to 1.20).
 */
final class LineProbe {
    private final Transport transport;

    LineProbe(Transport transport) {
        this.transport = transport;
    }

    CompletableFuture<ServerLine> line() {
        return either(
                has("openapi/logs/log/v4/workflow/x/1/x"),
                () -> either(has("openapi/workflows/product/x/tasks"), this::withProducts, this::from341),
                this::upTo33);
    }

    /** 2.3 to 3.1 are one here: the detail of a workflow tells 3.1 from 3.0. */
    private CompletableFuture<ServerLine> upTo33() {
        return either(
                takesPostsAlone("api/aslan/release_plan/v1/x/skip"),
                () -> either(
                        takesPostsAlone("openapi/ticket/approval"),
                        is(ServerLine.UP_TO_3_3),
                        () -> either(
                                takesPostsAlone("api/aslan/sprint_management/v1/sprint_workitem"),
                                is(ServerLine.UP_TO_3_2),
                                is(ServerLine.UP_TO_3_1))),
                () -> either(
                        hasGuarded("api/aslan/system/initialization/status"),
                        is(ServerLine.UP_TO_2_2),
                        is(ServerLine.UP_TO_1_18)));
    }

    /**
     * The branch release-3.4.0 has groups of Lark users, which the tag has not (zadig-servers 1.13). The branch release-3.3.0
     * has logs, and not yet what the tag tells administrators (zadig-servers 1.15).
     */
    private CompletableFuture<ServerLine> withProducts() {
        // Who may not ask is told as little as by the tag, the worse of the two.
        var groups = has("api/aslan/system/lark/x/user_group")
                .exceptionallyCompose(thrown -> isRefusal(ZadigException.cause(thrown))
                        ? CompletableFuture.completedFuture(false)
                        : CompletableFuture.failedFuture(thrown));
        return either(
                groups,
                is(ServerLine.FROM_3_4_1),
                () -> either(hasGuarded("openapi/system/operation"), is(ServerLine.V3_4_0), is(ServerLine.UP_TO_3_3)));
    }

    private CompletableFuture<ServerLine> from341() {
        return either(
                hasGuarded("openapi/workflows/custom/x/task/1/manual-exec"),
                is(ServerLine.FROM_5_0),
                () -> either(takesPostsAlone("openapi/collaborations"), this::from42, this::before42));
    }

    private CompletableFuture<ServerLine> from42() {
        return either(
                takesPostsAlone("openapi/environments/x/service/x/pod/x/restart"),
                is(ServerLine.FROM_4_3),
                is(ServerLine.FROM_4_2));
    }

    private CompletableFuture<ServerLine> before42() {
        return either(
                takesPostsAlone("api/aslan/system/meego/x/projects/x/work_item/x/node/x/operate"),
                is(ServerLine.FROM_4_1),
                () -> either(
                        hasGuarded("api/aslan/system/language"), is(ServerLine.FROM_4_0), is(ServerLine.FROM_3_4_1)));
    }

    private static CompletableFuture<ServerLine> either(
            CompletableFuture<Boolean> answer,
            Supplier<CompletableFuture<ServerLine>> yes,
            Supplier<CompletableFuture<ServerLine>> no) {
        return answer.thenCompose(is -> (is ? yes : no).get());
    }

    private static Supplier<CompletableFuture<ServerLine>> is(ServerLine line) {
        return () -> CompletableFuture.completedFuture(line);
    }

    /** Whether a server knows a route that can only be posted to, and says so (zadig-servers 1.14, 27.4). */
    private CompletableFuture<Boolean> takesPostsAlone(String route) {
        return told(Call.get(route), true, false, ZadigException.Unsupported::otherMethod);
    }

    /** Whether the server has a route. */
    private CompletableFuture<Boolean> has(String route) {
        return told(Call.get(route).query("projectKey", "x"), false, true, unsupported -> false);
    }

    /** The same of one for which a user without permission is refused before the handler: it is there all the same. */
    private CompletableFuture<Boolean> hasGuarded(String route) {
        return told(Call.get(route).query("projectKey", "x"), true, true, unsupported -> false);
    }

    /**
     * What Zadig's own answer to a read tells. What something in between says instead of Zadig proves nothing, and a wrong
     * guess could cost a gate.
     *
     * @param guarded whether a refusal is an answer of the route
     * @param answered what an answer of the route tells
     * @param unsupported what the lack of one tells
     */
    private CompletableFuture<Boolean> told(
            Call read, boolean guarded, boolean answered, Predicate<ZadigException.Unsupported> unsupported) {
        return transport
                .send(read)
                .handle((nothing, wrapped) -> {
                    var thrown = ZadigException.cause(wrapped);
                    if (thrown == null || isZadigs(thrown) || guarded && isRefusal(thrown)) {
                        return CompletableFuture.completedFuture(answered);
                    }
                    return thrown instanceof ZadigException.Unsupported lack && !lack.page()
                            ? CompletableFuture.completedFuture(unsupported.test(lack))
                            : CompletableFuture.<Boolean>failedFuture(thrown);
                })
                .thenCompose(Function.identity());
    }

    /** Zadig says why, in JSON; others seldom do. */
    private static boolean isZadigs(Throwable thrown) {
        return thrown instanceof ZadigException.NotFound
                || thrown instanceof ZadigException.Refused refused
                        && !refused.description().isEmpty()
                || thrown instanceof ZadigException.Internal internal
                        && !internal.description().isEmpty();
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof ZadigException.Refused
                || thrown instanceof ZadigException.Forbidden forbidden && !forbidden.mfa();
    }
}
