package io.jenkins.plugins.zadig.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.HyperlinkNote;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.CaseResult;
import hudson.tasks.test.PipelineTestDetails;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Outcome;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Makes the test reports of a task test results of a build. */
public final class TestPublisher {
    private static final Logger LOGGER = Logger.getLogger(TestPublisher.class.getName());

    private final Run<?, ?> run;
    private final TaskListener listener;
    private final PipelineNode node;
    private final boolean failuresCount;
    private final UnaryOperator<String> mask;

    /**
     * A publisher.
     *
     * @param node the pipeline's step that the tests belong to, {@code null} in a freestyle build
     * @param failuresCount whether failed tests make the build unstable
     * @param mask takes the secrets of the build out of the texts of tests
     */
    public TestPublisher(
            Run<?, ?> run,
            TaskListener listener,
            @CheckForNull FlowNode node,
            boolean failuresCount,
            UnaryOperator<String> mask) {
        this.run = run;
        this.failuresCount = failuresCount;
        this.listener = listener;
        this.node = node == null ? null : new PipelineNode(node);
        this.mask = mask;
    }

    /**
     * Fetches the reports of all test jobs that have one and adds them to the build's test result, where they replace what
     * an earlier call added for the same jobs. Failed tests make the build unstable, unless the task failed, which the
     * caller judges. A report that cannot be had is one line on the console and nothing else.
     *
     * @param ended the task in detail; it need not have ended, jobs that have not are left out
     * @param executor where files are written and locks are waited for
     * @return what was added
     */
    public CompletableFuture<TestTotals> publish(
            ZadigClient client, TaskRef task, WorkflowTask ended, Executor executor) {
        var jobs = ended.jobs().stream().filter(TestPublisher::hasReport).toList();
        if (jobs.isEmpty()) {
            return CompletableFuture.completedFuture(TestTotals.NONE);
        }
        var wholeTaskFailed = failed(TaskStatus.of(ended.status()));
        return CompletableFuture.supplyAsync(this::where, executor)
                .thenCompose(where -> fetch(client, task, jobs, where, executor))
                .thenApplyAsync(suites -> record(task, suites, wholeTaskFailed), executor);
    }

    /**
     * Shows the totals of a product workflow's tests. Servers tell nothing of its cases, so the build's test result stays
     * as it is; failed tests make the build unstable as they do elsewhere.
     *
     * @param base address of the server
     * @return the totals of all tests
     */
    public TestTotals show(TaskRef task, URI base, WorkflowTask ended, ProductTaskDetail detail) {
        var all = TestTotals.NONE;
        for (ProductTaskDetail.TestReport report : detail.reports()) {
            var reported = report.totals();
            if (reported != null) {
                var totals = TestTotals.of(reported);
                var page = page(task, base, reported.page());
                say(
                        task,
                        Messages.TestPublisher_totals(
                                        totals.total(),
                                        totals.failed(),
                                        totals.skipped(),
                                        PlainText.line(report.test()))
                                + " "
                                + HyperlinkNote.encodeTo(page, page));
                all = all.plus(totals);
            }
        }
        if (all.failed() > 0 && !failed(TaskStatus.of(ended.status()))) {
            unstable(task, all);
        }
        return all;
    }

    /** The page of a report, or that of the task where the server names none that can be linked to. */
    private static String page(TaskRef task, URI base, String path) {
        var root = base.toString();
        try {
            return path.startsWith("/")
                    ? URI.create((root.endsWith("/") ? root : root + "/") + path.substring(1))
                            .toASCIIString()
                    : task.page(base);
        } catch (IllegalArgumentException x) {
            return task.page(base);
        }
    }

    private static boolean hasReport(TaskJob job) {
        var status = TaskStatus.of(job.status());
        return job.type().equals("zadig-test")
                && job.spec().junitReport()
                && (status.ended() || status == TaskStatus.WAIT_FOR_MANUAL_ERROR_HANDLING);
    }

    private static boolean failed(TaskStatus status) {
        return status.ended() && Outcome.of(status) != Outcome.SUCCESS;
    }

    @CheckForNull
    private PipelineTestDetails where() {
        return node == null ? null : node.details();
    }

    /** One after the other, as each may be large. */
    private CompletableFuture<List<JobSuite>> fetch(
            ZadigClient client,
            TaskRef task,
            List<TaskJob> jobs,
            @CheckForNull PipelineTestDetails where,
            Executor executor) {
        var suites = CompletableFuture.<List<JobSuite>>completedFuture(new ArrayList<>());
        for (TaskJob job : jobs) {
            suites = suites.thenCompose(fetched -> fetch(client, task, job, where, executor)
                    .thenApply(suite -> {
                        if (suite != null) {
                            fetched.add(suite);
                        }
                        return fetched;
                    }));
        }
        return suites;
    }

    private CompletableFuture<JobSuite> fetch(
            ZadigClient client, TaskRef task, TaskJob job, @CheckForNull PipelineTestDetails where, Executor executor) {
        var name = CleanText.line(task.workflow() + " / " + job.label());
        return CompletableFuture.supplyAsync(
                        () -> new BuildTests(run, listener)
                                .plan(task, job.name(), name, where == null ? null : where.getNodeId()),
                        executor)
                .thenCompose(place -> client.testReports()
                        .cases(task.workflow(), task.id(), job.name(), () -> new JobSuite(place, job, where, mask)))
                .handleAsync(
                        (suite, thrown) -> {
                            if (thrown != null) {
                                say(task, Messages.TestPublisher_noReport(PlainText.line(job.label()), reason(thrown)));
                            }
                            return suite;
                        },
                        executor);
    }

    private static String reason(Throwable thrown) {
        return PlainText.line(ZadigException.of(thrown).getMessage());
    }

    private TestTotals record(TaskRef task, List<JobSuite> suites, boolean wholeTaskFailed) {
        if (suites.isEmpty()) {
            return TestTotals.NONE;
        }
        try {
            new BuildTests(run, listener).record(suites);
        } catch (IOException | RuntimeException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot record the tests of " + task + " with " + run);
            say(task, Messages.TestPublisher_notRecorded(PlainText.line(x.toString())));
        }
        var all = TestTotals.NONE;
        for (JobSuite suite : suites) {
            tell(task, suite);
            all = all.plus(suite.totals());
        }
        if (all.failed() > 0 && !wholeTaskFailed) {
            unstable(task, all);
        }
        return all;
    }

    private void tell(TaskRef task, JobSuite suite) {
        var totals = suite.totals();
        var page = HyperlinkNote.encodeTo("/" + run.getUrl() + "testReport/", PlainText.line(suite.label));
        say(task, Messages.TestPublisher_totals(totals.total(), totals.failed(), totals.skipped(), page));
        for (CaseResult failed : suite.firstFailed()) {
            var name = PlainText.line(failed.getClassName() + "." + failed.getName());
            var reason = failed.getErrorDetails();
            say(
                    task,
                    "  "
                            + (reason == null || reason.isBlank()
                                    ? Messages.TestPublisher_failedTest(name)
                                    : Messages.TestPublisher_failedTestWithReason(name, PlainText.line(reason))));
        }
        var more = totals.failed() - suite.firstFailed().size();
        if (more > 0) {
            say(task, "  " + Messages.TestPublisher_moreFailed(more));
        }
    }

    private void unstable(TaskRef task, TestTotals totals) {
        if (!failuresCount) {
            return;
        }
        say(task, Messages.TestPublisher_unstable(totals.failed()));
        if (node != null) {
            node.warn(Messages.TestPublisher_failed(totals.failed()));
        }
        // The build can have been aborted meanwhile, and then its result is final.
        if (run.isBuilding()) {
            run.setResult(Result.UNSTABLE);
        }
    }

    private void say(TaskRef task, String line) {
        listener.getLogger().println("[" + PlainText.line(task.toString()) + "] " + line);
    }
}
