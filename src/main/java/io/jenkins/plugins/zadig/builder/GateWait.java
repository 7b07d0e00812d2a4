package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.WatchListener;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A build's wait for an approval of a task to be open, or for it to be certain that it will not be. */
final class GateWait implements WatchListener {
    private final BuildWork work;
    private final TaskRef task;
    private final String stage;
    private final String job;
    private final boolean waits;
    private final TaskConsole console;
    private final ErrorText errors;
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();

    private boolean told;

    /**
     * A wait.
     *
     * @param stage the stage that users mean; empty for any
     * @param job the approval job that users mean; empty for any
     * @param waits whether to wait at all; otherwise one look decides
     */
    GateWait(BuildWork work, TaskRef task, String stage, String job, boolean waits) throws AbortException {
        this.work = work;
        this.task = task;
        this.stage = stage;
        this.job = job;
        this.waits = waits;
        console = work.console(task);
        errors = work.errors(task);
    }

    /**
     * What there is to decide.
     *
     * @param task as it is
     * @param named the approvals that users may mean
     */
    record Decision(WorkflowTask task, List<Gate> named) {}

    /** What to call the approval that users mean. */
    String wanted() {
        return job.isEmpty() ? stage.isEmpty() ? Messages.GateWait_any() : stage : job;
    }

    /**
     * Waits.
     *
     * @param limit zero for none
     */
    Decision await(Duration limit) throws InterruptedException, AbortException {
        var settings = work.connection().watchSettings().closely();
        var watch = work.controller()
                .watcher()
                .watch(work.connection().access(), task, waits ? settings : settings.withGiveUp(Duration.ZERO), this);
        try {
            return limit.isZero() ? decision.get() : decision.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException x) {
            throw (AbortException) new AbortException(Messages.GateWait_overdue(task, wanted())).initCause(x);
        } catch (ExecutionException x) {
            throw BuildWork.failure(x.getCause(), errors);
        } finally {
            watch.stop();
        }
    }

    @Override
    public void seen(WorkflowTask now, List<Change> changes) {
        var named =
                Gate.of(now).stream().filter(gate -> gate.isNamed(stage, job)).toList();
        var pending = named.stream().anyMatch(gate -> !gate.status().ended() && !gate.isOpen());
        if (named.stream().anyMatch(Gate::isOpen)
                || !pending
                || !waits
                || TaskStatus.of(now.status()).ended()) {
            decision.complete(new Decision(now, named));
        } else if (!told) {
            told = true;
            console.say(Messages.GateWait_waiting(wanted()));
        }
    }

    @Override
    public void contactLost(ZadigException why) {
        console.contactLost(errors.of(why));
    }

    @Override
    public void contactBack(Instant since) {
        console.contactBack(since, work.controller().timeline().now());
    }

    @Override
    public void failed(ZadigException why, Instant since) {
        decision.completeExceptionally(why);
    }
}
