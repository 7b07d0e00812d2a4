package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import io.jenkins.plugins.zadig.task.Reach;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.Timeline;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import io.jenkins.plugins.zadig.wait.LaunchConsole;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Who acts in Zadig: a step of a build, or a person on a build's page. It is opened before a verb sends anything, and
 * holds all that the verb needs up to its last line. So a late answer needs neither a step's context nor a
 * configuration.
 *
 * <p>A verb returns a future. A step goes on with it, a freestyle build {@linkplain #get waits} for it, a page looks at
 * it when it is there. The future fails with an {@link AbortException} that is a line for users, or with a defect.
 */
public final class Actor {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Run<?, ?> run;
    private final HeldConsole console;
    private final Connection connection;

    @CheckForNull
    private final String ownCredentialsId;

    private final UnaryOperator<String> mask;
    private final Controller controller = Controller.get();

    private volatile BooleanSupplier wanted = () -> true;

    private Actor(
            Run<?, ?> run,
            TaskListener listener,
            Connection connection,
            @CheckForNull String ownCredentialsId,
            UnaryOperator<String> mask) {
        this.run = run;
        var secrets = BuildSecrets.of(run);
        this.console = new HeldConsole(secrets.console(listener));
        this.connection = connection;
        this.ownCredentialsId = ownCredentialsId;
        this.mask = text -> mask.apply(secrets.apply(text));
        var told = new AtomicBoolean();
        connection.whenDoubted(() -> {
            // A minute without a word would look like a step that hangs.
            if (told.compareAndSet(false, true)) {
                say(Messages.Actor_doubted(connection.credentialsId(), connection.server()));
            }
        });
    }

    /**
     * Resolves what a verb needs. It looks up a credential, so it is not for the thread that runs Pipelines.
     *
     * @param listener the console; {@link TaskListener#NULL} for a page
     * @param server name of the server; {@code null} when the folder says which, or there is one
     * @param credentialsId the build's own choice; {@code null} for the server's credential
     * @param mask takes the secrets of the build out of a text
     * @throws AbortException saying what is missing and where to configure it
     */
    public static Actor open(
            Run<?, ?> run,
            TaskListener listener,
            @CheckForNull String server,
            @CheckForNull String credentialsId,
            UnaryOperator<String> mask)
            throws AbortException {
        return open(run, listener, server, credentialsId, mask, false);
    }

    /**
     * The same, also for a step that goes on after a restart and has asked nothing of Zadig yet.
     *
     * @param resumes whether it does: a credential that is late is waited for then, as the server is
     */
    public static Actor open(
            Run<?, ?> run,
            TaskListener listener,
            @CheckForNull String server,
            @CheckForNull String credentialsId,
            UnaryOperator<String> mask,
            boolean resumes)
            throws AbortException {
        var connection = resumes
                ? Connection.openAgain(server, credentialsId, run)
                : Connection.open(server, credentialsId, run);
        return new Actor(run, listener, connection, credentialsId, mask);
    }

    /**
     * Resolves what the wait for a task needs after a restart: a server or credential that is late is waited for as in an outage.
     *
     * @param server name that the server had
     * @param address that the server had; it is followed by its address when it has another name now
     */
    public static Actor reopen(
            Run<?, ?> run,
            TaskListener listener,
            String server,
            String address,
            @CheckForNull String credentialsId,
            UnaryOperator<String> mask) {
        return new Actor(run, listener, Connection.reopen(server, address, credentialsId, run), credentialsId, mask);
    }

    /**
     * Refuses a wait that can end with the cancellation of a task that another build or a person started, where the
     * server's access rules do not let the job cancel.
     *
     * @throws AbortException naming the rule
     */
    public void requireWait(TaskRef task, WaitOptions options) throws AbortException {
        if (options.mayCancel() && !new OwnTasks(run).isLaunched(task)) {
            connection.require(Operation.CANCEL);
        }
    }

    public Run<?, ?> run() {
        return run;
    }

    /** The build's console; takes lines as long as the build is there. */
    public TaskListener listener() {
        return console;
    }

    /** A line on the build's console. */
    public void say(String line) {
        console.getLogger().println(line);
    }

    public TaskConsole console(TaskRef task) {
        return new TaskConsole(console, task, address());
    }

    /** The console as it concerns a run that is no task yet. */
    public LaunchConsole launchConsole(String workflow) {
        return new LaunchConsole(console, workflow);
    }

    /** Ends what is written to the console: the build or its step is over. */
    public void closeConsole() {
        console.close();
    }

    /**
     * Puts on the build's page what its console cannot take any more, as the build or its step is over.
     *
     * @param about what it is about, in words for users
     * @param url a page in Zadig to look at
     */
    void tellLate(String about, String line, String url) {
        if (console.isClosed()) {
            Failsafe.run(() -> BuildRecorder.get().tell(run, about + ": " + line, url));
        }
    }

    public Connection connection() {
        return connection;
    }

    /** Says whether what calls change is still wanted: one that waits for its turn is not sent otherwise. */
    public Actor changeOnlyWhile(BooleanSupplier isWanted) {
        wanted = isWanted;
        return this;
    }

    /** The client for the next calls; ask again for later ones. */
    public ZadigClient client() {
        return connection.client().onlyWhile(() -> wanted.getAsBoolean());
    }

    /** Where the server is, which its pages are below. */
    public URI address() {
        return client().server();
    }

    /** The credential that the build names; {@code null} for the server's. */
    @CheckForNull
    public String ownCredentialsId() {
        return ownCredentialsId;
    }

    /** Takes the secrets of the build out of a text. */
    public UnaryOperator<String> mask() {
        return mask;
    }

    /** What the builds of this controller share. */
    public Controller controller() {
        return controller;
    }

    public Timeline timeline() {
        return controller.timeline;
    }

    /** What time it is on the server, in epoch seconds; empty while it has answered nobody. */
    OptionalLong serverTime() {
        return client().now();
    }

    /**
     * The patience that waits have, for a look on which much depends.
     *
     * @param contactLost told of each outage, once
     */
    Reach patience(Consumer<ZadigException> contactLost) {
        return new Reach(() -> false, contactLost, timeline(), LOOK_AGAIN, connection.watchSettings());
    }

    /** Threads for work that may take a moment; never for waiting for an answer. */
    public Executor workers() {
        return controller.workers;
    }

    /** Threads for what waits for the lock of a build, as large results are written with it. */
    public Executor writers() {
        return controller.writers;
    }

    /** A task of the server; its number is 0 while it is not known. */
    public TaskRef task(WorkflowType type, String project, String workflow, long id) {
        return new TaskRef(connection.server(), type, project, workflow, id);
    }

    /** The words for what goes wrong with a task. */
    public ErrorText errors(TaskRef task) {
        return errors(Subject.of(task));
    }

    /**
     * The words for what goes wrong.
     *
     * @param subject what a call is about; for "there is no …"
     */
    public ErrorText errors(String subject) {
        return new ErrorText(connection.server(), connection.credentialsId(), subject);
    }

    /**
     * Does a verb's work on a thread of the plugin; whatever goes wrong becomes one line for users.
     *
     * @param about the task; its number is 0 where it is about a workflow
     */
    public <T> CompletableFuture<T> ask(TaskRef about, Supplier<CompletableFuture<T>> work) {
        return CompletableFuture.completedFuture(null)
                .thenComposeAsync(nothing -> work.get(), workers())
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(line(thrown, about)));
    }

    /** A failure as a line for users, {@code thrown} itself where it is a defect. */
    public Throwable line(Throwable thrown, TaskRef about) {
        return line(thrown, errors(about), about);
    }

    /** The same for what is about neither a task nor a workflow. */
    public Throwable line(Throwable thrown, String subject) {
        return line(thrown, errors(subject), null);
    }

    private Throwable line(Throwable thrown, ErrorText errors, @CheckForNull TaskRef about) {
        var cause = cause(thrown);
        if (cause instanceof ZadigException failure) {
            return line(errors.of(failure), cause);
        }
        if (cause instanceof LaunchRefused refused) {
            return line(errors.of(refused, errors.subject()), cause);
        }
        if (cause instanceof LaunchLost lost && about != null) {
            return line(errors.of(lost, address(), about.type(), about.project(), about.workflow()), cause);
        }
        return cause;
    }

    private AbortException line(String words, Throwable cause) {
        return (AbortException) new AbortException(mask.apply(words)).initCause(cause);
    }

    /** What went wrong, without the wrapping of futures. */
    public static Throwable cause(Throwable thrown) {
        var wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }

    /**
     * Waits for the end of a verb, as a freestyle build does.
     *
     * @throws IOException an {@link AbortException} with one line for users
     * @throws IllegalStateException for a defect of the plugin, which is the cause
     */
    public static <T> T get(CompletableFuture<T> verb) throws InterruptedException, IOException {
        try {
            return verb.get();
        } catch (ExecutionException x) {
            var cause = cause(x);
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException(cause);
        }
    }
}
