package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.JobLogs;
import io.jenkins.plugins.zadig.wait.TaskEnd;
import io.jenkins.plugins.zadig.wait.TaskFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What a build takes from a task that has ended: the logs that explain the end, the tests, and the result. */
final class TaskFinish {
    private final BuildTask build;
    private final TaskRecorder recorder;
    private final TaskDisplay display;

    TaskFinish(BuildTask build, TaskDisplay display) {
        this.build = build;
        this.display = display;
        recorder = build.notes().recorder();
    }

    /** Takes it all, and ends with the result, unless the build does not want it any more. */
    void finish(WorkflowTask task) {
        recorder.seen(task);
        showLogs(task)
                .thenCompose(told -> {
                    recorder.seen(told.task());
                    return build.isUnwanted()
                            ? CompletableFuture.<TaskResult>completedFuture(null)
                            : task(told.task()).thenApply(result -> result.with(told.ends()));
                })
                .whenComplete((result, thrown) -> build.onWorker(() -> {
                    var ended = result == null ? null : result.task();
                    if (thrown != null) {
                        build.ending().fail(build.actor().line(thrown, build.ref()));
                    } else if (ended != null && !build.isUnwanted()) {
                        judge(ended, result.with(masked(result.logs())));
                    }
                }));
    }

    /** The logs that explain the end come before it, and can tell why a job failed. */
    private CompletableFuture<JobLogs.Told> showLogs(WorkflowTask task) {
        var options = build.options();
        var actor = build.actor();
        return build.ref().type() == WorkflowType.PRODUCT
                ? CompletableFuture.completedFuture(new JobLogs.Told(task, Map.of()))
                : new JobLogs(actor.connection().afterwards().logs(), build.ref(), build.console(), actor.timeline())
                        .show(task, options.logs(), options.logLines());
    }

    /** What a script gets of logs lacks the secrets that the console lacks. */
    private Map<String, String> masked(Map<String, String> logs) {
        var masked = new HashMap<String, String>();
        logs.forEach((job, log) -> masked.put(job, build.actor().mask().apply(log)));
        return masked;
    }

    private CompletableFuture<TaskResult> task(WorkflowTask task) {
        return build.ref().type() == WorkflowType.PRODUCT ? withDetail(task) : withTests(task);
    }

    private TestPublisher publisher() {
        var actor = build.actor();
        return new TestPublisher(
                actor.run(),
                actor.listener(),
                build.wanted().node(),
                build.options().failingTestsCount(),
                actor.mask());
    }

    private CompletableFuture<TaskResult> withTests(WorkflowTask task) {
        var actor = build.actor();
        if (!build.options().tests()) {
            return CompletableFuture.completedFuture(build.notes().result(task, null, null));
        }
        return publisher()
                .publish(actor.connection().afterwards(), build.ref(), task, actor.writers())
                .thenApply(tests -> {
                    recorder.tests(tests);
                    return build.notes().result(task, tests, null);
                });
    }

    private CompletableFuture<TaskResult> withDetail(WorkflowTask task) {
        var actor = build.actor();
        var ref = build.ref();
        return actor.client()
                .productWorkflows()
                .detail(ref.workflow(), ref.id())
                .handleAsync((detail, thrown) -> withDetail(task, detail, thrown), actor.writers());
    }

    private TaskResult withDetail(
            WorkflowTask task, @CheckForNull ProductTaskDetail detail, @CheckForNull Throwable thrown) {
        if (detail == null) {
            build.console().noDetail(build.words(thrown));
            return build.notes().result(task, null, null);
        }
        recorder.detail(detail);
        var tests = build.options().tests()
                ? publisher().show(build.ref(), build.actor().address(), task, detail)
                : null;
        return build.notes().result(task, tests, detail);
    }

    private void judge(WorkflowTask task, TaskResult result) {
        var options = build.options();
        var end = TaskEnd.of(
                task, result.page(), options.unstableAs(), build.actor().mask());
        build.console().ended(task);
        if (end.result() == Result.SUCCESS || !options.propagate()) {
            build.ending().succeed(result);
        } else if (end.result() == Result.UNSTABLE) {
            build.console().say(Messages.TaskFinish_unstable(end.letPass()));
            display.unstable(end.cause().getShortDescription());
            build.actor().run().setResult(Result.UNSTABLE);
            build.ending().succeed(result);
        } else {
            build.ending().fail(failure(task, end.result(), end.cause()));
        }
    }

    /** A failure is one as that of any step; what was cancelled or skipped did not fail. */
    private Throwable failure(WorkflowTask task, Result result, TaskFailure cause) {
        if (result == Result.FAILURE) {
            return new TaskFailed(build.ref().id(), TaskStatus.of(task.status()), cause);
        }
        // Nobody repeats what a person has stopped.
        return new FlowInterruptedException(result, result == Result.ABORTED, cause);
    }
}
