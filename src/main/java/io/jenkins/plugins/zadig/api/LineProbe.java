package io.jenkins.plugins.zadig.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tells server lines apart by the routes they have: an unknown route answers 404 or 405 (zadig-servers 1.2 to 1.5, 1.13 to 1.20). */
final class LineProbe {
    private final Transport transport;

    LineProbe(Transport transport) {
        this.transport = transport;
    }

    CompletableFuture<ServerLine> line() {
        return has(false, "openapi", "logs", "log", "v4", "workflow", "x", "1", "x")
                .thenCompose(logs -> {
                    if (!logs) {
                        return upTo33();
                    }
                    return has(false, "openapi", "workflows", "product", "x", "tasks")
                            .thenCompose(product -> {
                                if (product) {
                                    return withProducts();
                                }
                                return has(true, "openapi", "workflows", "custom", "x", "task", "1", "manual-exec")
                                        .thenCompose(manual -> manual
                                                ? CompletableFuture.completedFuture(ServerLine.FROM_5_0)
                                                : before50());
                            });
                });
    }

    /** The branch release-3.4.0 has groups of Lark users, which the tag has not (zadig-servers 1.13). */
    private CompletableFuture<ServerLine> withProducts() {
        return has(false, "api", "aslan", "system", "lark", "x", "user_group")
                .handle((groups, wrapped) -> {
                    var thrown = ZadigException.cause(wrapped);
                    if (thrown != null && !isRefusal(thrown)) {
                        return CompletableFuture.<ServerLine>failedFuture(thrown);
                    }
                    // Who may not ask is told as little as by the tag, the worse of the two.
                    return Boolean.TRUE.equals(groups)
                            ? CompletableFuture.completedFuture(ServerLine.FROM_3_4_1)
                            : withoutGroups();
                })
                .thenCompose(line -> line);
    }

    /** The branch release-3.3.0 has logs, and not yet what the tag 3.4.0 tells administrators (zadig-servers 1.15). */
    private CompletableFuture<ServerLine> withoutGroups() {
        return has(true, "openapi", "system", "operation")
                .thenApply(operations -> operations ? ServerLine.V3_4_0 : ServerLine.UP_TO_3_3);
    }

    private CompletableFuture<ServerLine> before50() {
        return takesPostsAlone("openapi", "collaborations")
                .thenCompose(collaborations -> collaborations
                        ? from42()
                        : takesPostsAlone(
                                        "api",
                                        "aslan",
                                        "system",
                                        "meego",
                                        "x",
                                        "projects",
                                        "x",
                                        "work_item",
                                        "x",
                                        "node",
                                        "x",
                                        "operate")
                                .thenCompose(nodes ->
                                        nodes ? CompletableFuture.completedFuture(ServerLine.FROM_4_1) : before41()));
    }

    private CompletableFuture<ServerLine> from42() {
        return takesPostsAlone("openapi", "environments", "x", "service", "x", "pod", "x", "restart")
                .thenApply(pods -> pods ? ServerLine.FROM_4_3 : ServerLine.FROM_4_2);
    }

    private CompletableFuture<ServerLine> before41() {
        return has(true, "api", "aslan", "system", "language")
                .thenApply(languages -> languages ? ServerLine.FROM_4_0 : ServerLine.FROM_3_4_1);
    }

    /** 2.3 to 3.1 are one here: the detail of a workflow tells 3.1 from 3.0. */
    private CompletableFuture<ServerLine> upTo33() {
        return takesPostsAlone("api", "aslan", "release_plan", "v1", "x", "skip")
                .thenCompose(skips -> skips
                        ? from23To33()
                        : has(true, "api", "aslan", "system", "initialization", "status")
                                .thenApply(status -> status ? ServerLine.UP_TO_2_2 : ServerLine.UP_TO_1_18));
    }

    private CompletableFuture<ServerLine> from23To33() {
        return takesPostsAlone("openapi", "ticket", "approval")
                .thenCompose(tickets -> tickets
                        ? CompletableFuture.completedFuture(ServerLine.UP_TO_3_3)
                        : takesPostsAlone("api", "aslan", "sprint_management", "v1", "sprint_workitem")
                                .thenApply(sprints -> sprints ? ServerLine.UP_TO_3_2 : ServerLine.UP_TO_3_1));
    }

    /** Whether a server knows a route that can only be posted to, and says so (zadig-servers 1.14, 27.4). */
    private CompletableFuture<Boolean> takesPostsAlone(String... route) {
        return told(() -> transport.send(Call.get(route)), true, false, ZadigException.Unsupported::otherMethod);
    }

    /**
     * Whether the server has a route.
     *
     * @param guarded whether a user without permission is refused before the handler: the route is there all the same
     */
    private CompletableFuture<Boolean> has(boolean guarded, String... route) {
        return told(
                () -> transport.send(Call.get(route).query("projectKey", "x")), guarded, true, unsupported -> false);
    }

    /**
     * What Zadig's own answer to a read tells. What something in between says instead of Zadig proves nothing, and a wrong
     * guess could cost a gate.
     *
     * @param guarded whether a refusal is an answer of the route
     * @param answered what an answer of the route tells
     * @param unsupported what the lack of one tells
     */
    private static CompletableFuture<Boolean> told(
            Calls.Sending<Void> read,
            boolean guarded,
            boolean answered,
            Predicate<ZadigException.Unsupported> unsupported) {
        return Calls.send(read)
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
