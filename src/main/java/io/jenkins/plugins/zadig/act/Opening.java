package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How a build comes to the task that it follows: it starts one, retries one, or only waits for one. */
public interface Opening {
    /**
     * Does what comes before the wait. Completes when the task is known and on its way; fails with a line for users, or
     * as the calls of a client do.
     */
    CompletableFuture<Void> open(BuildTask task);

    /**
     * What it asks for beside the task or workflow, which tells it from the other steps of the build. It has no
     * secrets.
     */
    default String order() {
        return "";
    }

    /**
     * Goes on after a restart of the controller, where the request that must be sent once may have been sent. It is not
     * sent again. Completes and fails as {@link #open} does.
     */
    default CompletableFuture<Void> resume(BuildTask task) {
        return CompletableFuture.completedFuture(null);
    }

    /** How a build comes to a task that exists; kept with the build. */
    interface OfTask extends Opening, Serializable {}

    /** Only waits. */
    record Await() implements OfTask {
        @Override
        public CompletableFuture<Void> open(BuildTask task) {
            if (task.ref().type() == WorkflowType.CUSTOM) {
                task.console().waiting();
                return CompletableFuture.completedFuture(null);
            }
            // A wait has patience with absence, which may pass; that of product workflows does not.
            return task.ref().read(task.actor().client()).handle((now, thrown) -> {
                if (thrown != null && ZadigException.of(thrown) instanceof ZadigException.Unsupported) {
                    throw new CompletionException(Actor.cause(thrown));
                }
                task.console().waiting();
                return null;
            });
        }
    }
}
