package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step on its way: does everything on the plugin's own threads, never on the one that runs Pipelines, and ends once.
 * Its state is text and numbers, so that it goes on after a restart.
 */
abstract class ZadigStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ZadigStepExecution.class.getName());

    /** Held for an instant only. */
    private static final Object END = new Object();

    @CheckForNull
    private final String server;

    @CheckForNull
    private final String credentialsId;

    private transient volatile boolean over;

    @CheckForNull
    private transient Actor actor;

    @CheckForNull
    private transient volatile Controller controller;

    ZadigStepExecution(StepContext context, @CheckForNull String server, @CheckForNull String credentialsId) {
        super(context);
        this.server = server;
        this.credentialsId = credentialsId;
    }

    /** The credential that the step names, {@code null} for the server's. */
    @CheckForNull
    final String ownCredentialsId() {
        return credentialsId;
    }

    /** What the builds of this controller share; the same one until the controller stops. */
    final Controller controller() {
        // Without a lock, as a wait calls this with its own locks held.
        var known = controller;
        if (known == null) {
            known = Controller.get();
            controller = known;
        }
        return known;
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Begins; the step goes on after this returns. */
    abstract void begin() throws Exception;

    /** Goes on after a restart of the controller. */
    abstract void resume() throws Exception;

    /** What the step is about, for "there is no …". */
    abstract String subject();

    @Override
    public final boolean start() {
        onWorker(() -> {
            connection().require(operation());
            begin();
        });
        return false;
    }

    private Operation operation() throws IOException, InterruptedException {
        return getContext().get(StepDescriptor.class) instanceof ZadigStepDescriptor descriptor
                ? descriptor.operation()
                : Operation.READ;
    }

    @Override
    public final void onResume() {
        onWorker(() -> {
            // What had not begun may have been refused, or be refused by now.
            if (!hasBegun()) {
                connection().require(operation());
            }
            resume();
        });
    }

    /** Whether what the server's access rules allowed was done before a restart, so that only its outcome is awaited. */
    boolean hasBegun() throws Exception {
        return false;
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        fail(cause);
    }

    /** Does something on a thread of the plugin; whatever it throws ends the step. */
    final void onWorker(Work work) {
        controller().workers().execute(() -> {
            try {
                work.run();
            } catch (InterruptedException x) {
                Thread.currentThread().interrupt();
                fail(x);
            } catch (Exception | Error x) {
                if (Jenkins.get().isTerminating()) {
                    // What fails because Jenkins stops goes on when it has started again.
                    LOGGER.log(Level.FINE, "Jenkins stops", x);
                } else {
                    // An error, too: nobody else would end the step.
                    failed(x);
                }
            }
        });
    }

    /** Goes on with a value on a thread of the plugin; whatever goes wrong ends the step. */
    final <T> void then(CompletableFuture<T> future, Consumer<T> next) {
        future.whenComplete((value, thrown) -> onWorker(() -> {
            if (thrown == null) {
                next.accept(value);
            } else {
                failed(thrown);
            }
        }));
    }

    /** Goes on with what a product workflow's task made; with {@code null}, and a line, when that cannot be had. */
    final void withDetail(TaskRef task, Consumer<ProductTaskDetail> next) throws IOException, InterruptedException {
        var client = connection().client();
        client.productWorkflows()
                .detail(task.workflow(), task.id())
                .whenComplete((detail, thrown) -> onWorker(() -> {
                    if (thrown != null) {
                        new TaskConsole(listener(), task, client.server())
                                .noDetail(errors().of(ZadigException.of(thrown)));
                    }
                    next.accept(detail);
                }));
    }

    /** Takes a value. */
    @FunctionalInterface
    interface Consumer<T> {
        void accept(T value) throws Exception;
    }

    /** What a verb needs of the step; resolved once, so that no context is needed afterwards. */
    final synchronized Actor actor() throws IOException, InterruptedException {
        if (actor == null) {
            actor = Actor.open(run(), listener(), server, credentialsId, mask());
        }
        return actor;
    }

    /** The same after a restart, for a server that is known by its address. */
    final synchronized void reopen(String name, String address) throws IOException, InterruptedException {
        actor = Actor.reopen(run(), listener(), name, address, credentialsId, mask());
    }

    /** Takes the secrets that the step must not tell out of a text. */
    private UnaryOperator<String> mask() throws IOException, InterruptedException {
        return LogMask.of(
                run(), getContext().get(ConsoleLogFilter.class), getContext().get(EnvironmentExpander.class));
    }

    /** The server, as whom the step may use it. */
    final Connection connection() throws IOException, InterruptedException {
        return actor().connection();
    }

    final Run<?, ?> run() throws IOException, InterruptedException {
        var run = getContext().get(Run.class);
        if (run == null) {
            throw new IOException("no build");
        }
        return run;
    }

    final TaskListener listener() throws IOException, InterruptedException {
        var listener = getContext().get(TaskListener.class);
        return listener == null ? TaskListener.NULL : BuildSecrets.of(run()).console(listener);
    }

    @CheckForNull
    final FlowNode node() throws IOException, InterruptedException {
        return getContext().get(FlowNode.class);
    }

    /** Says on the step's node which task it is about. */
    final void label(TaskRef task) throws IOException, InterruptedException {
        var node = node();
        if (node != null) {
            node.addOrReplaceAction(new LabelAction("Zadig " + PlainText.line(task.toString())));
        }
    }

    final ErrorText errors() throws IOException, InterruptedException {
        var open = connection();
        return new ErrorText(open.server(), open.credentialsId(), subject());
    }

    /** Writes the state to disk; complete when that is done. */
    final CompletableFuture<Void> save() {
        var saved = new CompletableFuture<Void>();
        var writing = getContext().saveState();
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
                    } catch (RuntimeException x) {
                        saved.completeExceptionally(x);
                    }
                },
                controller().workers());
        return saved;
    }

    final boolean isOver() {
        return over;
    }

    /** With a lock of its own, as the thread that runs Pipelines must not wait for a credential. */
    private boolean end() {
        synchronized (END) {
            var first = !over;
            over = true;
            return first;
        }
    }

    final void succeed(@CheckForNull Object value) {
        if (end()) {
            getContext().onSuccess(value);
        }
    }

    final void fail(Throwable why) {
        if (end()) {
            getContext().onFailure(clean(why));
        }
    }

    /** By what was known when the step began, as the context can be gone by now. */
    private Throwable clean(Throwable why) {
        var known = actor;
        try {
            return BuildSecrets.clean(why, known == null ? mask() : known.mask());
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.FINE, "The step has ended, and nothing was opened before", x);
            return why;
        }
    }

    /** Ends the step with one clear line for whatever is no defect of the plugin. */
    final void failed(Throwable thrown) {
        var cause = Actor.cause(thrown);
        try {
            fail(line(cause));
        } catch (Exception x) {
            LOGGER.log(Level.WARNING, cause, () -> "A Zadig step failed in a way it should not");
            fail(cause);
        }
    }

    private Throwable line(Throwable cause) throws Exception {
        if (cause instanceof AbortException || cause instanceof FlowInterruptedException) {
            return cause;
        }
        var line = actor().line(cause, subject());
        if (line == cause && !(cause instanceof CancellationException)) {
            LOGGER.log(Level.WARNING, cause, () -> "A Zadig step failed in a way it should not");
        }
        return line;
    }
}
