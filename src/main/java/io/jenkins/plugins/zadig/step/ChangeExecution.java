package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A short step that changes something in a project. The change is sent once: when its answer is lost, or Jenkins is
 * restarted meanwhile, the step looks whether it was made.
 */
abstract class ChangeExecution extends ProjectExecution {
    private static final long serialVersionUID = 1L;

    private volatile boolean sent;

    ChangeExecution(StepContext context, ProjectStep step) {
        super(context, step);
    }

    /** Finds out what is wrong before anything is sent. */
    abstract CompletableFuture<?> check() throws Exception;

    abstract CompletableFuture<Void> send() throws Exception;

    /** Looks whether Zadig has it as the step wants it. */
    abstract CompletableFuture<Boolean> isDone() throws Exception;

    /** Says so, and ends the step. */
    abstract void done() throws Exception;

    /** Whether nothing is sent. */
    boolean isDryRun() {
        return false;
    }

    /** The line for what Zadig declined. */
    String declined(ZadigException why) throws Exception {
        return errors().of(why);
    }

    @Override
    void begin() throws Exception {
        then(check(), fine -> {
            if (isDryRun()) {
                done();
                return;
            }
            sent = true;
            then(save(), saved -> {
                if (!isOver()) {
                    send().whenComplete((nothing, thrown) -> onWorker(() -> answered(thrown)));
                }
            });
        });
    }

    private void answered(Throwable thrown) throws Exception {
        if (thrown == null) {
            done();
            return;
        }
        var why = ZadigException.of(thrown);
        if (why.delivery() == ZadigException.Delivery.UNKNOWN) {
            say(Messages.ChangeExecution_lost(subject(), errors().of(why)));
            look();
        } else {
            throw new AbortException(declined(why));
        }
    }

    @Override
    boolean hasBegun() {
        return sent;
    }

    @Override
    void resume() throws Exception {
        if (sent) {
            say(Messages.ChangeExecution_resumed(subject()));
            look();
        } else {
            begin();
        }
    }

    private void look() throws Exception {
        then(isDone(), made -> {
            if (!made) {
                throw new AbortException(Messages.ChangeExecution_undone(subject()));
            }
            done();
        });
    }

    /** Whether something is there, for {@link #isDone}. */
    static CompletableFuture<Boolean> exists(CompletableFuture<?> search) {
        return search.handle((found, thrown) -> {
                    if (thrown == null) {
                        return CompletableFuture.completedFuture(true);
                    }
                    var why = ZadigException.of(thrown);
                    return why instanceof ZadigException.NotFound
                            ? CompletableFuture.completedFuture(false)
                            : CompletableFuture.<Boolean>failedFuture(why);
                })
                .thenCompose(answer -> answer);
    }
}
