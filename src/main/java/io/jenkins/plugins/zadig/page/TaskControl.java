package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.GateVote;
import io.jenkins.plugins.zadig.act.ObservedTask;
import io.jenkins.plugins.zadig.act.TaskRetry;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.TaskAddress;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.Retry;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the page of a build can do with a task, as its build reaches it. Each call looks up a credential, so it is for
 * the plugin's threads. It fails with an {@link AbortException} whose message is a line for users. The results are the
 * task as it is then, {@code null} where that could not be had.
 *
 * @param credentialsId the build's own choice; {@code null} for the server's credential
 * @param url of the task's page in Zadig
 * @param createTime of the task in epoch seconds, as the page has it; 0 when it has not seen it. A task that was made
 *     at another time is another one, which is neither shown nor touched
 */
record TaskControl(
        Run<?, ?> run, TaskRef task, @CheckForNull String credentialsId, String url, long createTime) {
    /** Longest wait of a look for its turn; the page asks again. */
    private static final Duration LOOK_TURN = Duration.ofSeconds(20);

    private static final Duration CANCEL_CAP = Duration.ofSeconds(60);

    CompletableFuture<WorkflowTask> look() {
        // Nobody waits for it but who looks at a page, so it takes its turn among the polls of the server.
        return as(Operation.READ, actor -> observed(actor).look(actor.client().background(LOOK_TURN)));
    }

    private ObservedTask observed(Actor actor) {
        return ObservedTask.seen(actor, task, url, createTime);
    }

    /**
     * Votes as the token's user.
     *
     * @param approval what the server knows it by
     * @param comment with who votes in Jenkins
     */
    CompletableFuture<WorkflowTask> vote(String approval, boolean approve, String comment) {
        var choice = new GateVote.Choice("", "", approval, approve, false);
        return as(Operation.APPROVE, actor -> new GateVote(actor, observed(actor), choice, () -> comment).cast());
    }

    /** Cancels the task, and waits for a while until it has stopped. */
    CompletableFuture<WorkflowTask> cancel() {
        return as(
                Operation.CANCEL,
                actor -> observed(actor)
                        .look(actor.client().aborting())
                        .thenCompose(now -> Cancellation.of(actor.client(), now, task, actor.timeline(), CANCEL_CAP))
                        .thenApply(Cancellation.Result::task));
    }

    /** Runs what is left of a failed, timed-out, cancelled or rejected task again. */
    CompletableFuture<WorkflowTask> retry() {
        return as(Operation.CANCEL, actor -> {
            var client = actor.client();
            return observed(actor)
                    .look(client)
                    .thenCompose(now -> TaskRetry.retry(now, new Retry(client, task), Supplier::get))
                    .thenCompose(done -> task.read(client));
        });
    }

    /** The way to the server that the task is on, which may have another name by now. */
    private Actor actor() throws AbortException {
        var address = TaskAddress.server(run.getParent(), task, url);
        return address == null
                ? Actor.open(run, TaskListener.NULL, task.server(), credentialsId, UnaryOperator.identity())
                : Actor.reopen(
                        run,
                        TaskListener.NULL,
                        task.server(),
                        address.toString(),
                        credentialsId,
                        UnaryOperator.identity());
    }

    private CompletableFuture<WorkflowTask> as(
            Operation operation, Function<Actor, CompletableFuture<WorkflowTask>> verb) {
        try {
            var actor = actor();
            actor.connection().requireServer();
            actor.connection().require(operation);
            return actor.ask(task, () -> verb.apply(actor));
        } catch (AbortException x) {
            return CompletableFuture.failedFuture(x);
        }
    }
}
