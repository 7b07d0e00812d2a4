package io.jenkins.plugins.zadig.preview;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.secrets.Leaks;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One running step: what survives a restart of the controller, and the execution that does not. */
final class StepCall implements Branch.Interruptible {
    private static final Map<String, StepCall> LIVE = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final PreviewRun run;
    private final PreviewNode node;
    private final StepDescriptor descriptor;
    private final Supplier<EnvVars> environment;
    private final String workspace;
    private final Map<Class<?>, Object> surroundings = new ConcurrentHashMap<>();
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();
    private final AtomicInteger completions = new AtomicInteger();
    private volatile int generation;
    private volatile boolean dead;
    private volatile StepExecution execution;
    private volatile byte[] saved;
    private volatile boolean optimized;
    private volatile Runnable saving = () -> {};
    private int saves;

    StepCall(PreviewRun run, PreviewNode node, Step step, Supplier<EnvVars> environment, String workspace) {
        this.run = run;
        this.node = node;
        this.descriptor = step.getDescriptor();
        this.environment = environment;
        this.workspace = workspace;
        LIVE.put(id, this);
        run.add(this);
    }

    static StepCall of(String id) {
        return LIVE.get(id);
    }

    /** Starts the step in this thread, as the thread of the build's program does. */
    void start(Step step) {
        try {
            requireContext();
            execution = step.start(context());
            boolean done = execution.start();
            if (done && !outcome.isDone()) {
                throw new IllegalStateException(execution + ".start() returned true without an outcome");
            }
            if (!outcome.isDone()) {
                save();
            }
        } catch (Throwable t) {
            complete(generation, null, t);
        }
    }

    private void requireContext() {
        for (Class<?> type : descriptor.getRequiredContext()) {
            if (contextual(type) == null) {
                throw new IllegalArgumentException("Required context " + type + " is missing\nPerhaps you forgot to"
                        + " surround the " + descriptor.getFunctionName()
                        + " step with a step that provides this, such as: node");
            }
        }
    }

    /** Writes the execution as the program of the build is written; only serialisable and small state passes. */
    void save() {
        save(generation);
    }

    /** From now on the step's own wish to be saved is not heard. */
    void optimize() {
        optimized = true;
    }

    /** What to do each time that the step asks to be saved. */
    void onSave(Runnable watcher) {
        saving = watcher;
    }

    void saveState(int caller) {
        saving.run();
        if (!optimized) {
            save(caller);
        }
    }

    void save(int caller) {
        StepExecution current = execution;
        synchronized (this) {
            if (caller != generation || current == null || outcome.isDone()) {
                return;
            }
            saves++;
        }
        try {
            saved = SavedExecution.write(current);
            Leaks.SUITE.search("the saved state of " + node.function(), saved);
            Leaks.SUITE.search("the status of " + node.function(), (Object) current.getStatus());
        } finally {
            synchronized (this) {
                saves--;
                notifyAll();
            }
        }
    }

    /** Once there is an outcome nothing more will be saved, but another thread may be in the middle of it. */
    private synchronized void awaitSaves() throws InterruptedException {
        while (saves > 0) {
            wait();
        }
    }

    int savedBytes() {
        return saved == null ? 0 : saved.length;
    }

    /**
     * The step ends from outside, without {@code stop}, as it does when the build is killed, when the grace period of an
     * abort is over, or at a restart that the build does not survive. Its context is of no use afterwards.
     */
    @Override
    public void die(Throwable cause) {
        complete(generation, null, cause);
        dead = true;
        generation++;
        PreviewNode next = node.next();
        ExtensionList.lookup(GraphListener.class).forEach(listener -> listener.onNewHead(next));
    }

    /** The context is of no use any more, and nobody has told anybody. */
    void forget() {
        dead = true;
        generation++;
    }

    /** The controller is gone: nobody listens to the old execution any more. */
    void drop() {
        if (saved == null) {
            throw new IllegalStateException(node + " has saved nothing yet");
        }
        // What was saved may be older than the end of the step.
        LIVE.put(id, this);
        generation++;
        execution = null;
    }

    void resume() {
        StepExecution restored = SavedExecution.read(saved);
        execution = restored;
        restored.onResume();
    }

    @Override
    public void stop(Throwable cause) {
        StepExecution current = execution;
        try {
            if (current == null) {
                complete(generation, null, cause);
            } else {
                current.stop(cause);
            }
        } catch (Exception e) {
            e.addSuppressed(cause);
            complete(generation, null, e);
        }
    }

    /** The first outcome counts; what an execution before a restart says is not heard. */
    void complete(int caller, Object value, Throwable failure) {
        if (caller != generation) {
            return;
        }
        completions.incrementAndGet();
        Leaks.SUITE.search("what " + node.function() + " returned", value);
        Leaks.SUITE.search("the failure of " + node.function(), failure);
        // Before anybody hears: a crash after that brings it back.
        LIVE.remove(id);
        if (failure == null) {
            outcome.complete(value);
        } else {
            outcome.completeExceptionally(failure);
        }
    }

    Object await() throws Throwable {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        } finally {
            awaitSaves();
        }
    }

    Object await(Duration atMost) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return outcome.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            awaitSaves();
        }
    }

    boolean isDone() {
        return outcome.isDone();
    }

    int completions() {
        return completions.get();
    }

    StepExecution execution() {
        return execution;
    }

    PreviewNode node() {
        return node;
    }

    String id() {
        return id;
    }

    PreviewStepContext context() {
        return new PreviewStepContext(this, generation);
    }

    <T> T get(Class<T> type) throws IOException {
        if (dead) {
            throw new IOException("the build is over");
        }
        return type.cast(contextual(type));
    }

    /** What a block around the step gives it. */
    void surround(Class<?> type, Object value) {
        surroundings.put(type, value);
    }

    private Object contextual(Class<?> type) {
        if (surroundings.containsKey(type)) {
            return surroundings.get(type);
        }
        if (type == FilePath.class) {
            return workspace == null ? null : new FilePath(new File(workspace));
        }
        if (type == EnvVars.class) {
            return environment.get();
        }
        for (Object known : Set.of(run, run.getParent(), run.console(), node, descriptor)) {
            if (type.isInstance(known) && isContextual(type)) {
                return known;
            }
        }
        return null;
    }

    private static boolean isContextual(Class<?> type) {
        return Run.class.isAssignableFrom(type)
                || Job.class.isAssignableFrom(type)
                || type == TaskListener.class
                || FlowNode.class.isAssignableFrom(type)
                || type == StepDescriptor.class;
    }
}
