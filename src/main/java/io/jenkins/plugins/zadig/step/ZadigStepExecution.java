package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.CheckedRunnable;
import io.jenkins.plugins.zadig.act.LiveTasks;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
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
    transient volatile boolean resumed;

    @CheckForNull
    private transient volatile Actor actor;

    @CheckForNull
    private transient volatile Controller controller;

    @CheckForNull
    private transient volatile Runnable unfollow;

    ZadigStepExecution(StepContext context, @CheckForNull String server, @CheckForNull String credentialsId) {
        super(context);
        this.server = Util.fixEmptyAndTrim(server);
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
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

    @CheckForNull
    String server() throws IOException, InterruptedException {
        return server;
    }

    /** Begins; the step goes on after this returns. */
    abstract void begin() throws Exception;

    /** Goes on after a restart of the controller. */
    abstract void resume() throws Exception;

    /** What the step is about, for "there is no …". */
    abstract String subject();

    @Override
    public final boolean start() throws Exception {
        live();
        CheckedRunnable work = () -> {
            connection().require(ZadigStepDescriptor.operation(getContext()));
            begin();
        };
        work.openingOn(controller(), this::failed);
        return false;
    }

    @Override
    public final void onResume() {
        resumed = true;
        try {
            live();
        } catch (IOException | InterruptedException x) {
            failed(x);
        }
        CheckedRunnable work = () -> {
            // What had not begun may have been refused, or be refused by now.
            if (!hasBegun()) {
                connection().require(ZadigStepDescriptor.operation(getContext()));
            }
            resume();
        };
        work.openingPersistentlyOn(controller(), this::failed);
    }

    /** Whether what the server's access rules allowed was done before a restart, so that only its outcome is awaited. */
    boolean hasBegun() throws Exception {
        return false;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        fail(cause);
    }

    /** A build can be ended hard, and then asks no step to stop. */
    private void live() throws IOException, InterruptedException {
        unfollow = LiveTasks.follow(run(), node(), this::abandon);
    }

    /** The build or the step has ended without a word. Returns at once. */
    void abandon() {
        end();
    }

    /** Does something on a thread of the plugin; whatever it throws ends the step. */
    final void onWorker(CheckedRunnable work) {
        work.on(controller(), this::failed);
    }

    /** Goes on with a value on a thread of the plugin; whatever goes wrong ends the step. */
    final <T> void then(CompletableFuture<T> future, CheckedRunnable.With<T> next) {
        future.whenComplete((value, thrown) -> onWorker(() -> {
            if (thrown == null) {
                next.take(value);
            } else {
                failed(thrown);
            }
        }));
    }

    /** What a verb needs of the step; resolved once, so that no context is needed afterwards. */
    final synchronized Actor actor() throws IOException, InterruptedException {
        if (actor == null) {
            actor = Actor.open(run(), listener(), server(), credentialsId, mask(), resumed)
                    .changeOnlyWhile(() -> !over);
        }
        return actor;
    }

    /** The same after a restart, for a server that is known by its address. */
    final synchronized void reopen(String name, String address) throws IOException, InterruptedException {
        actor = Actor.reopen(run(), listener(), name, address, credentialsId, mask())
                .changeOnlyWhile(() -> !over);
    }

    private UnaryOperator<String> mask() throws IOException, InterruptedException {
        return LogMask.of(run(), getContext());
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

    private TaskListener listener() throws IOException, InterruptedException {
        var listener = getContext().get(TaskListener.class);
        return listener == null ? TaskListener.NULL : BuildSecrets.of(run()).console(listener);
    }

    @CheckForNull
    final FlowNode node() throws IOException, InterruptedException {
        return getContext().get(FlowNode.class);
    }

    /** Writes the state to disk; complete when that is done. */
    final CompletableFuture<Void> save() {
        return SavedState.of(getContext(), controller().workers);
    }

    final boolean isOver() {
        return over;
    }

    /** Takes a lock of its own, as the thread that runs Pipelines must not wait for a credential. */
    private boolean end() {
        boolean first;
        synchronized (END) {
            first = !over;
            over = true;
        }
        var followed = unfollow;
        if (followed != null) {
            followed.run();
        }
        var known = actor;
        if (known != null) {
            known.closeConsole();
        }
        return first;
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

    /** Cleans by what was known when the step began, as the context can be gone by now. */
    private Throwable clean(Throwable why) {
        var known = actor;
        try {
            return BuildSecrets.clean(why, known == null ? mask() : known.mask());
        } catch (Throwable x) {
            // Whoever filters consoles may throw anything, and the step must end.
            LOGGER.log(Level.FINE, "The step has ended, and nothing was opened before", x);
            return why;
        }
    }

    /** Ends the step with one clear line for whatever is no defect of the plugin. */
    final void failed(Throwable thrown) {
        var cause = Actor.cause(thrown);
        try {
            fail(StepFailure.of(cause, this::actor, this::subject));
        } catch (Exception x) {
            LOGGER.log(Level.WARNING, cause, () -> "A Zadig step failed in a way it should not");
            fail(cause);
        }
    }
}
