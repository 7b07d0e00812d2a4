package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.console.HyperlinkNote;
import hudson.console.ModelHyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.LaunchJournal;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.WatchSettings;
import io.jenkins.plugins.zadig.wait.TaskText;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * A task of a build that was lost, as a freestyle build is when its controller stops. What became of it is told, and no
 * more is done: hours may have passed, and a task that still runs may be wanted by now. Only a cancellation that had
 * begun is brought to its end.
 */
public final class LostTask {
    private static final int BUILDS = 20;
    private static final int PATIENCE_SECONDS = 120;
    private static final Duration CAP = Duration.ofMinutes(1);

    private final Run<?, ?> asker;
    private final OpenTaskFile file;
    private final OpenTask task;

    LostTask(Run<?, ?> asker, OpenTaskFile file) {
        this.asker = asker;
        this.file = file;
        this.task = file.task();
    }

    /**
     * What became of it.
     *
     * @param url a page in Zadig to look at
     * @param certain whether there is nothing more to find out
     */
    record Word(String text, String url, boolean certain) {
        /** The same, which may change where the server could not be reached. */
        private Word unless(boolean outage) {
            return new Word(text, url, certain && !outage);
        }
    }

    /**
     * Tells on a build's console of the open tasks of earlier builds of its job, of each once. It waits for the server,
     * for each task two minutes at most.
     */
    public static void tellEarlier(Run<?, ?> run, TaskListener listener) throws InterruptedException {
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; i < BUILDS && earlier != null; i++) {
            if (!earlier.isBuilding()) {
                for (OpenTaskFile file : open(earlier)) {
                    new LostTask(run, file).tell(earlier, listener);
                }
            }
            earlier = earlier.getPreviousBuild();
        }
    }

    /**
     * Tells on the console of a build that ends which of its tasks nobody follows, as it could not be resumed. Asks
     * nobody: what becomes of them, its page says later.
     */
    static void tellLeft(Run<?, ?> run, TaskListener listener) {
        // While Jenkins stops, what is followed is not let go any more.
        var left = Jenkins.get().isTerminating() ? unfinished(run).toList() : open(run);
        for (OpenTaskFile file : left) {
            var task = file.task();
            var page = task.page();
            listener.getLogger()
                    .println(Messages.LostTask_left(TaskText.name(task.ref()), HyperlinkNote.encodeTo(page, page)));
        }
    }

    /** The open tasks of a build that no step of it follows. */
    static List<OpenTaskFile> open(Run<?, ?> run) {
        return unfinished(run)
                .filter(file -> !LiveTasks.get().isLive(run, file.task()))
                .toList();
    }

    private static Stream<OpenTaskFile> unfinished(Run<?, ?> run) {
        return OpenTaskFile.all(run).stream()
                .filter(file -> file.task().open())
                .filter(file -> file.task().asked() || file.task().id() != 0);
    }

    private void tell(Run<?, ?> lost, TaskListener listener) throws InterruptedException {
        Word word;
        try {
            word = find().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException x) {
            word = unknown("", task.address());
        }
        var build = ModelHyperlinkNote.encodeTo("/" + lost.getUrl(), lost.getDisplayName());
        listener.getLogger()
                .println(Messages.LostTask_build(
                        build, word.text() + " " + HyperlinkNote.encodeTo(word.url(), word.url())));
        if (word.certain()) {
            close();
        }
    }

    void close() {
        file.note(OpenTask::close);
        file.flush();
    }

    /** Finds it out; never fails. */
    CompletableFuture<Word> find() {
        var actor = Actor.reopen(
                asker,
                TaskListener.NULL,
                task.server(),
                task.address(),
                task.credentialsId().isEmpty() ? null : task.credentialsId(),
                UnaryOperator.identity());
        try {
            actor.connection().requireServer();
        } catch (AbortException x) {
            return CompletableFuture.completedFuture(unknown(x.getMessage(), task.address()));
        }
        return number(actor)
                .thenCompose(id -> known(actor, ref(id)))
                .handle((word, thrown) -> thrown == null ? word : failed(actor, Actor.cause(thrown)));
    }

    private TaskRef ref(long id) {
        return new TaskRef(task.server(), task.type(), task.project(), task.workflow(), id);
    }

    private CompletableFuture<Long> number(Actor actor) {
        var intent = task.intent();
        return task.id() != 0 || intent == null
                ? CompletableFuture.completedFuture(task.id())
                : actor.controller()
                        .launches
                        .resume(actor::client, task.type(), task.project(), task.workflow(), intent, new Silent(actor))
                        .thenApply(found -> found.id());
    }

    private CompletableFuture<Word> known(Actor actor, TaskRef ref) {
        return ref.read(actor.client())
                .thenCompose(now -> isTask(actor, ref, now).thenCompose(same -> {
                    if (!same) {
                        return CompletableFuture.completedFuture(unknown("", ref.page(actor.address())));
                    }
                    var cancels = task.stopping()
                            && task.onAbort() == WaitOptions.Fate.CANCEL
                            && !TaskStatus.of(now.status()).ended();
                    return cancels ? cancel(actor, ref, now) : CompletableFuture.completedFuture(word(actor, ref, now));
                }));
    }

    private CompletableFuture<Boolean> isTask(Actor actor, TaskRef ref, WorkflowTask answer) {
        var intent = task.intent();
        return intent != null && task.place().isDoubtful(actor.address(), answer, intent)
                ? TaskPlace.isOfRun(actor.client(), ref, answer, intent)
                : CompletableFuture.completedFuture(task.place().isOf(ref, actor.address(), answer, intent));
    }

    private CompletableFuture<Word> cancel(Actor actor, TaskRef ref, WorkflowTask now) {
        var page = ref.page(actor.address());
        return Cancellation.of(actor.client(), now, ref, actor.timeline(), CAP)
                .handle((result, thrown) -> thrown == null
                        ? new Word(
                                Messages.LostTask_ended(TaskText.name(ref), TaskText.cancellation(result)), page, true)
                        : word(actor, ref, now).unless(ZadigException.of(thrown).isOutage()));
    }

    private Word word(Actor actor, TaskRef ref, WorkflowTask now) {
        var name = TaskText.name(ref);
        var status = TaskStatus.of(now.status());
        var page = ref.page(actor.address());
        if (status.ended()) {
            return new Word(Messages.LostTask_ended(name, TaskText.ending(now)), page, true);
        }
        return new Word(
                task.onAbort() == WaitOptions.Fate.CANCEL
                        ? Messages.LostTask_notCancelled(name, TaskText.status(status))
                        : Messages.LostTask_goesOn(name, TaskText.status(status)),
                page,
                true);
    }

    private Word failed(Actor actor, Throwable cause) {
        var ref = ref(task.id());
        var page = ref.page(actor.address());
        if (cause instanceof LaunchLost lost) {
            var words = actor.errors(ref).of(lost, actor.address(), ref.type(), ref.project(), ref.workflow());
            // A later build asks again where nobody answered.
            return new Word(words, page, !(lost.getCause() instanceof ZadigException why && why.isOutage()));
        }
        return unknown(
                cause instanceof ZadigException failure ? actor.errors(ref).of(failure) : "", page);
    }

    private Word unknown(@CheckForNull String why, String url) {
        return new Word(Messages.LostTask_unknown(TaskText.name(ref(task.id())), why), url, false);
    }

    /** Of a search that nobody listens to. */
    private record Silent(Actor actor) implements LaunchJournal {
        @Override
        public WatchSettings patience() {
            // Nobody waits for longer.
            return WatchSettings.DEFAULT.withGiveUp(Duration.ofSeconds(PATIENCE_SECONDS));
        }

        @Override
        public boolean isUserShared() {
            return actor.connection().isTokenShared();
        }

        @Override
        public CompletableFuture<Void> save(LaunchIntent intent) {
            return CompletableFuture.failedFuture(new IllegalStateException("nothing is sent"));
        }

        @Override
        public void answerLost(ZadigException why) {
            // The search is about that.
        }
    }
}
