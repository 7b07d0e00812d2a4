package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * A change of what a project in Zadig has. It is sent once: when its answer is lost, or Jenkins is restarted meanwhile, it
 * is looked whether it was made. A build keeps it as it is.
 *
 * @param <T> what there is after the change; {@code null} when nothing is
 */
public abstract class ProjectChange<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String project;
    private volatile boolean sent;

    ProjectChange(String project) {
        this.project = project;
    }

    /** What a change needs of the build that makes it. */
    public interface Maker {
        /**
         * Keeps the change with the build; it is sent when that is done. Fails when nobody wants it any more.
         */
        CompletableFuture<?> save();

        /** Where files are that the change names; {@code null} when the build has no workspace. */
        @CheckForNull
        FilePath workspace() throws IOException, InterruptedException;

        /** Of the step that makes it; {@code null} where there is no graph. */
        @CheckForNull
        FlowNode node() throws IOException, InterruptedException;
    }

    public final String project() {
        return project;
    }

    /** Whether it may have been sent, so that only its outcome is awaited. */
    public final boolean isSent() {
        return sent;
    }

    /** What it is about, for "there is no …". */
    public abstract String subject();

    /** Reads what it needs of the build that makes it. */
    CompletableFuture<?> read(Maker maker) throws Exception {
        return CompletableFuture.completedFuture(null);
    }

    /** What it is to do, so that another one is not taken for it; complete once it was read. */
    abstract String order();

    /** Finds out what is wrong before anything is sent. */
    abstract CompletableFuture<?> check(Actor actor) throws Exception;

    abstract CompletableFuture<Void> send(Actor actor) throws Exception;

    /** Looks whether Zadig has it as it should be. */
    abstract CompletableFuture<Boolean> isDone(Actor actor);

    /** Says so, and gives what there is now. */
    abstract CompletableFuture<T> done(Actor actor);

    /** When what it changes was changed last before it, in epoch seconds; 0 when that is not asked. */
    long before() {
        return 0;
    }

    /** Goes on with one that was sent. */
    void sentAfter(long before) throws Exception {}

    /** Whether nothing is sent. */
    boolean isDryRun() {
        return false;
    }

    /** Makes the change, unless a step that the build has forgotten in a crash made it. Fails with a line for users. */
    public final CompletableFuture<T> make(Actor actor, Maker maker) {
        return inWords(
                actor,
                attempt(() -> read(maker))
                        .thenComposeAsync(
                                read -> attempt(() -> isDryRun() ? preview(actor) : begin(actor, maker)),
                                actor.workers()));
    }

    /** Goes on after a restart where it may have been sent. Fails with a line for users. */
    public final CompletableFuture<T> resume(Actor actor) {
        return inWords(actor, goOn(actor));
    }

    private CompletableFuture<T> preview(Actor actor) throws Exception {
        return check(actor).thenComposeAsync(fine -> done(actor), actor.workers());
    }

    private CompletableFuture<T> begin(Actor actor, Maker maker) throws Exception {
        var changes = KeptStates.changes(actor.run());
        var node = maker.node();
        var fresh = SentChange.of(node == null ? "" : node.getId(), OpenTask.started(node), where(actor) + order());
        var kept = node == null ? null : changes.take(fresh, node.getExecution());
        if (kept != null) {
            sent = true;
            sentAfter(kept.before());
            return goOn(actor);
        }
        return check(actor)
                .thenComposeAsync(
                        fine -> attempt(() -> {
                            changes.files().of(fresh.step()).write(fresh.before(before()), true);
                            return sendOnce(actor, maker);
                        }),
                        actor.workers());
    }

    private String where(Actor actor) {
        return getClass().getSimpleName() + "\n" + actor.address() + "\n" + project + "\n";
    }

    private CompletableFuture<T> goOn(Actor actor) {
        actor.say(Messages.ProjectChange_resumed(subject()));
        return look(actor);
    }

    private CompletableFuture<T> sendOnce(Actor actor, Maker maker) {
        sent = true;
        return maker.save()
                .thenComposeAsync(saved -> attempt(() -> send(actor)), actor.workers())
                .handleAsync((nothing, thrown) -> answered(actor, thrown), actor.workers())
                .thenCompose(Function.identity());
    }

    private CompletableFuture<T> answered(Actor actor, @CheckForNull Throwable thrown) {
        if (thrown == null) {
            return done(actor);
        }
        var cause = Actor.cause(thrown);
        if (cause instanceof ZadigException why && why.delivery() == ZadigException.Delivery.UNKNOWN) {
            actor.say(
                    Messages.Actor_answerLost(subject(), actor.errors(subject()).of(why)));
            return look(actor);
        }
        return CompletableFuture.failedFuture(cause);
    }

    private CompletableFuture<T> look(Actor actor) {
        return actor.patience(why -> actor.say(Messages.ProjectChange_contactLost(
                        actor.errors(subject()).of(why))))
                .read(() -> isDone(actor))
                .thenComposeAsync(
                        made -> made
                                ? done(actor)
                                : CompletableFuture.failedFuture(
                                        new AbortException(Messages.ProjectChange_undone(subject()))),
                        actor.workers());
    }

    /** The subject may be known only now. */
    private CompletableFuture<T> inWords(Actor actor, CompletableFuture<T> made) {
        return made.exceptionallyCompose(
                        thrown -> CompletableFuture.failedFuture(actor.line(explained(Actor.cause(thrown)), subject())))
                .whenComplete((nothing, thrown) -> {
                    if (thrown == null) {
                        tellLate(actor, Messages.ProjectChange_doneLate());
                    } else if (Actor.cause(thrown) instanceof AbortException line) {
                        tellLate(actor, line.getMessage());
                    }
                });
    }

    private void tellLate(Actor actor, String line) {
        if (sent) {
            actor.tellLate(subject(), line, actor.address().toString());
        }
    }

    /** What went wrong, as far as the change can tell more of it. */
    Throwable explained(Throwable cause) {
        return cause;
    }

    static <R> CompletableFuture<R> attempt(Callable<CompletableFuture<R>> work) {
        try {
            return work.call();
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(x);
        } catch (Exception x) {
            return CompletableFuture.failedFuture(x);
        }
    }

    /** Whether something is there, for {@link #isDone}. */
    static CompletableFuture<Boolean> exists(CompletableFuture<?> search) {
        return ZadigException.orIfMissing(search.thenApply(found -> true), false);
    }
}
