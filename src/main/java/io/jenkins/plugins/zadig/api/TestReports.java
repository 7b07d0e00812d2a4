package io.jenkins.plugins.zadig.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** JUnit reports of test jobs, by case, on every line: {@code /api/aslan/testing/itreport} (zadig-servers 18.2). */
public final class TestReports {
    private final Transport transport;

    TestReports(Transport transport) {
        this.transport = transport;
    }

    /**
     * Reads the cases of a finished test job, however many, as they come. The report's own totals are left out, as they
     * do not always add up (zadig-servers 18.4). Fails with {@link ZadigException.NotFound} or
     * {@link ZadigException.Internal} when the server has no report (18.5).
     *
     * @param job the task job's name
     * @param collectors makes what takes the cases; a new one for each attempt, as an answer can break off in the middle.
     *     It is called on a thread of the HTTP client, so it must not wait for anything
     * @return the collector that got every case
     */
    public <C extends Consumer<TestCase>> CompletableFuture<C> cases(
            String workflow, long id, String job, Supplier<C> collectors) {
        return transport.stream(
                Call.get("api/aslan/testing/itreport/workflowv4/{}/id/{}/job/{}", workflow, id, job),
                () -> new ReportBody<>(collectors.get()));
    }
}
