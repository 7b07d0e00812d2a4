package io.jenkins.plugins.zadig.step;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The state of a step on disk. */
final class SavedState {
    private SavedState() {}

    /** Writes it; complete when that is done. */
    static CompletableFuture<Void> of(StepContext context, Executor workers) {
        var saved = new CompletableFuture<Void>();
        var writing = context.saveState();
        writing.addListener(
                () -> {
                    try {
                        writing.get();
                        saved.complete(null);
                    } catch (ExecutionException x) {
                        saved.completeExceptionally(x.getCause());
                    } catch (InterruptedException x) {
                        Thread.currentThread().interrupt();
                        saved.completeExceptionally(x);
                    } catch (RuntimeException | Error x) {
                        saved.completeExceptionally(x);
                    }
                },
                workers);
        return saved;
    }
}
