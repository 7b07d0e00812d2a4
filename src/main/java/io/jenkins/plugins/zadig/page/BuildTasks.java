package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.BuildBadgeAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The tasks that a build started or awaited: which ones and their status. That much is in the build's own file, and in
 * the badge and the summary; a {@link ZadigTab} shows the rest.
 */
@ExportedBean
@SuppressFBWarnings(
        value = "UWF_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
        justification = "Jenkins tells the build as this is added to it or loaded with it; records begin with a look")
public final class BuildTasks extends InvisibleAction implements RunAction2, BuildBadgeAction {
    private static final Logger LOGGER = Logger.getLogger(BuildTasks.class.getName());

    static final int MAX_TASKS = 200;

    /** Never changed, only replaced: a build can be saved at any time. */
    private volatile List<TaskEntry> entries = new ArrayList<>();

    /** Whether there were too many to keep them all. */
    private volatile boolean full;

    /** What became of tasks when the console could not say it any more. */
    @CheckForNull
    private volatile List<LateWord> lateWords;

    private transient Run<?, ?> run;
    private transient List<TaskRecord> records;

    /** Held for an instant. */
    private static final Object MAKING = new Object();

    private BuildTasks() {}

    /** The tasks of a build, to which an empty list is added when it has none. */
    public static BuildTasks of(Run<?, ?> run) {
        // Not with the lock of the build, which others hold while they write.
        synchronized (MAKING) {
            var known = run.getAction(BuildTasks.class);
            if (known != null) {
                return known;
            }
            var none = new BuildTasks();
            run.addAction(none);
            return none;
        }
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    Run<?, ?> run() {
        return run;
    }

    /**
     * The record of a task, which is new when the build had nothing to do with it yet.
     *
     * @param url of the task's page in Zadig
     * @param credentialsId the build's own choice, or {@code null} for the server's credential
     * @param workers threads that may write files
     * @param mask replaces the secrets of the build in texts
     */
    public TaskRecord record(
            TaskRef task,
            String url,
            @CheckForNull String credentialsId,
            Executor workers,
            UnaryOperator<String> mask) {
        var record = record(task, url, credentialsId, workers);
        record.use(workers, mask);
        return record;
    }

    private synchronized TaskRecord record(
            TaskRef task, String url, @CheckForNull String credentialsId, Executor workers) {
        for (TaskRecord known : records()) {
            if (known.task().equals(task)) {
                return known;
            }
        }
        var number = entries.size() + 1;
        var entry = new TaskEntry(number, task, url, credentialsId);
        if (number > MAX_TASKS) {
            full = true;
            return new TaskRecord(this, entry, false, workers);
        }
        var record = new TaskRecord(this, entry, true, workers);
        // What is saved is of a type that Jenkins lets be loaded.
        entries = new ArrayList<>(with(entries, entry));
        records = with(records, record);
        save(run);
        return record;
    }

    /** A list with one more: what several threads read is never changed, but replaced. */
    static <T> List<T> with(List<T> known, T another) {
        return Stream.concat(known.stream(), Stream.of(another)).toList();
    }

    /** Those that are kept, in the order in which the build came to them. */
    synchronized List<TaskRecord> records() {
        if (records == null) {
            records = entries.stream()
                    .map(entry -> new TaskRecord(this, entry, true, Runnable::run))
                    .toList();
        }
        return records;
    }

    /** Looks at the tasks that go on though the build does not wait for them; what is seen is there a moment later. */
    void look() {
        records().forEach(record -> {
            if (!record.isFollowed() && !record.entry().hasEnded()) {
                record.refresh();
            }
        });
    }

    RecordFile<KeptTask> file(TaskEntry entry) {
        return new RecordFile<>(
                run.getRootDir().toPath().resolve("zadig").resolve(entry.getNumber() + ".json"), KeptTask.class);
    }

    /** Puts a line on the page of the build. */
    void tell(LateWord word, Executor workers) {
        synchronized (this) {
            var more = with(getLateWords(), word);
            lateWords = new ArrayList<>(more.subList(Math.max(0, more.size() - MAX_TASKS), more.size()));
        }
        save(run);
    }

    /** What became of tasks after the console was closed, the latest last. */
    @Exported(visibility = 2)
    public List<LateWord> getLateWords() {
        return lateWords == null ? List.of() : List.copyOf(lateWords);
    }

    /** Writes a build's own file, on a thread that can wait for the build's lock. */
    static void save(Run<?, ?> run) {
        Controller.get().writers.execute(() -> write(run));
    }

    /**
     * Not where it was deleted meanwhile: that would bring it back. A build that cannot be written has other troubles, and
     * its task goes on all the same.
     */
    private static void write(Run<?, ?> run) {
        try {
            if (run.getRootDir().isDirectory()) {
                run.save();
            }
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot save " + run);
        }
    }

    /** Each task with its status; the REST API of the page has more. */
    @Exported(visibility = 2)
    public List<TaskEntry> getZadigTasks() {
        return List.copyOf(entries);
    }

    /** The same for whoever looks at the page of the build. */
    public List<TaskEntry> getShownTasks() {
        look();
        return getZadigTasks();
    }

    /** Whether there were too many tasks to keep them all. */
    public boolean isFull() {
        return full;
    }

    /** How it is with all tasks together, {@code null} when there are none. */
    @CheckForNull
    public StatusLook getLook() {
        return entries.stream()
                .map(TaskEntry::getLook)
                .max(Comparator.comparingInt(StatusLook::weight))
                .orElse(null);
    }

    public String getBadgeText() {
        var list = entries;
        if (list.size() == 1) {
            var only = list.get(0);
            return Messages.badge_one(only.getLabel(), only.getLook().text());
        }
        var text = new StringBuilder(Messages.badge_several(list.size()));
        list.stream()
                .limit(10)
                .forEach(entry -> text.append('\n')
                        .append(Messages.badge_one(
                                entry.getLabel(), entry.getLook().text())));
        return text.toString();
    }

    /** The page, from Jenkins' root. */
    public String getPage() {
        return run.getUrl() + ZadigTab.URL;
    }
}
