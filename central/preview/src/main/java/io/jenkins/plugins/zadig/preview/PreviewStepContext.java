package io.jenkins.plugins.zadig.preview;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step sees of its build; a step that is read back after a restart gets a new one. */
final class PreviewStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final transient StepCall call;
    private final int generation;

    PreviewStepContext(StepCall call, int generation) {
        this.call = call;
        this.generation = generation;
    }

    @Override
    public <T> T get(Class<T> key) throws IOException {
        return call.get(key);
    }

    @Override
    public void onSuccess(Object result) {
        call.complete(generation, result, null);
    }

    @Override
    public void onFailure(Throwable t) {
        call.complete(generation, null, t);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        call.saveState(generation);
        return Futures.immediateVoidFuture();
    }

    @Override
    @Deprecated
    public void setResult(Result r) {
        try {
            call.get(PreviewRun.class).setResult(r);
        } catch (IOException e) {
            throw Sneaky.rethrow(e);
        }
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new IllegalStateException("no block");
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PreviewStepContext other && call == other.call && generation == other.generation;
    }

    @Override
    public int hashCode() {
        return call.hashCode() + generation;
    }

    private Object writeReplace() {
        return new Ticket(call.id());
    }

    private record Ticket(String id) implements Serializable {
        private Object readResolve() {
            return StepCall.of(id).context();
        }
    }
}
