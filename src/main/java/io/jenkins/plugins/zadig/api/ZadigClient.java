package io.jenkins.plugins.zadig.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A Zadig server as one token's user sees it. Safe for use by many threads. It holds no connection of its own.
 */
public final class ZadigClient {
    private final Transport transport;

    /**
     * A client.
     *
     * @param server address that users open Zadig at, with or without a path
     * @param http must not follow redirects, as it would repeat the token to another host
     * @throws IllegalArgumentException if {@code http} follows redirects
     */
    public ZadigClient(URI server, TokenSource tokens, HttpClient http, ClientLimits limits) {
        this(new Transport(server, tokens, http, limits));
    }

    private ZadigClient(Transport transport) {
        this.transport = transport;
    }

    /**
     * The same with calls that take their turn among all those of the server, aborts first.
     *
     * @param longestTurn how long a call may wait for its turn; then it fails, without being sent
     */
    public ZadigClient with(Pacing turns, Duration longestTurn) {
        return new ZadigClient(transport.with(turns, longestTurn));
    }

    /** The same with calls that go out at once; see {@link Pacing#atOnce}. */
    public ZadigClient unpaced(Runnable sent) {
        return with(Pacing.atOnce(sent), Duration.ZERO);
    }

    /**
     * The same for what nobody waits for, such as logs of a task that has ended: its reads go out when there is time.
     *
     * @param longestTurn how long a read may wait for its turn; then it fails
     */
    public ZadigClient background(Duration longestTurn) {
        return new ZadigClient(transport.background(longestTurn));
    }

    /** The same for what is read to stop a task: that comes before all others, too. */
    public ZadigClient aborting() {
        return new ZadigClient(transport.aborting());
    }

    /**
     * The same for whoever may stop wanting what its calls change. A call waits for its turn; one that is not wanted any
     * more by then is not sent, and fails with {@link ZadigException.Delivery#NEVER_SENT}. Reads, and calls that stop a
     * task, go out all the same.
     */
    public ZadigClient onlyWhile(BooleanSupplier wanted) {
        return new ZadigClient(transport.onlyWhile(wanted));
    }

    /** The same with what is known of servers' lines; a client of its own only knows what it has asked itself. */
    public ZadigClient with(ServerLines lines) {
        return new ZadigClient(transport.with(lines));
    }

    /** The same server and token with other bounds. */
    public ZadigClient with(ClientLimits limits) {
        return new ZadigClient(transport.with(limits));
    }

    public URI server() {
        return transport.server();
    }

    /** The time on the server, in epoch seconds, as its last answer told; empty while none has. */
    public OptionalLong now() {
        return transport.now();
    }

    public CustomWorkflows customWorkflows() {
        return new CustomWorkflows(transport);
    }

    public ProductWorkflows productWorkflows() {
        return new ProductWorkflows(transport);
    }

    /** Tasks of a type of workflow, for what is the same for both. */
    public WorkflowTasks tasks(WorkflowType type) {
        return type == WorkflowType.PRODUCT ? productWorkflows() : customWorkflows();
    }

    public Workflows workflows() {
        return new Workflows(transport);
    }

    public WorkflowViews views() {
        return new WorkflowViews(transport);
    }

    public Projects projects() {
        return new Projects(transport);
    }

    public Registries registries() {
        return new Registries(transport);
    }

    public CodeHosts codeHosts() {
        return new CodeHosts(transport);
    }

    public Environments environments() {
        return new Environments(transport);
    }

    public Logs logs() {
        return new Logs(transport);
    }

    public TestReports testReports() {
        return new TestReports(transport);
    }

    /** The server's line: as it is known, else found out with up to six cheap requests. */
    public CompletableFuture<ServerLine> line() {
        return transport.lines().of(server(), new LineProbe(transport)::line);
    }

    /** Whether {@link #line} would ask nothing. */
    public boolean knowsLine() {
        return transport.lines().isKnown(server());
    }

    /** The server answers as another line would: what is known of it may be old. */
    public void forgetLine() {
        transport.lines().forget(server());
    }

    /** Names the server only. */
    @Override
    public String toString() {
        return "Zadig at " + server().getAuthority();
    }
}
