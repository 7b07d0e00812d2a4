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

    /** Finds out what is wrong before anything is sent. */
    abstract CompletableFuture<?> check(Actor actor, Maker maker) throws Exception;

    abstract CompletableFuture<Void> send(Actor actor) throws Exception;

    /** Looks whether Zadig has it as it should be. */
    abstract CompletableFuture<Boolean> isDone(Actor actor);

    /** Says so, and gives what there is now. */
    abstract CompletableFuture<T> done(Actor actor);

    /** Whether nothing is sent. */
    boolean isDryRun() {
        return false;
    }

    /** Makes the change. Fails with a line for users. */
    public final CompletableFuture<T> make(Actor actor, Maker maker) {
        return inWords(
                actor,
                attempt(() -> check(actor, maker))
                        .thenComposeAsync(fine -> isDryRun() ? done(actor) : sendOnce(actor, maker), actor.workers()));
    }

    /** Goes on after a restart where it may have been sent. Fails with a line for users. */
    public final CompletableFuture<T> resume(Actor actor) {
        actor.say(Messages.ProjectChange_resumed(subject()));
        return inWords(actor, look(actor));
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
            actor.say(Messages.ProjectChange_lost(
                    subject(), actor.errors(subject()).of(why)));
            return look(actor);
        }
        return CompletableFuture.failedFuture(cause);
    }

    private CompletableFuture<T> look(Actor actor) {
        return isDone(actor)
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
                thrown -> CompletableFuture.failedFuture(actor.line(explained(Actor.cause(thrown)), subject())));
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
