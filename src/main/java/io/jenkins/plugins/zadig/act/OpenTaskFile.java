package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.config.RecordFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Keeps an {@link OpenTask} in the build's folder. It is the plugin's own file, as a Pipeline may save nothing between
 * its start and its end. As long as the task is open, a mark in Jenkins' own folder says so: after a start it tells which
 * builds to ask. The job of the build can be renamed or moved meanwhile.
 */
final class OpenTaskFile {
    private static final Logger LOGGER = Logger.getLogger(OpenTaskFile.class.getName());

    private final Run<?, ?> run;
    private final String name;
    private final Path mark;
    private final AtomicReference<OpenTask> task;

    /** {@code null} while nothing was. */
    @CheckForNull
    private OpenTask written;

    private OpenTaskFile(Run<?, ?> run, RecordFile<OpenTask> file, OpenTask task) {
        this.run = run;
        this.task = new AtomicReference<>(task);
        name = String.valueOf(file.path().getFileName());
        mark = marks().resolve(RecordFile.digest(run.getExternalizableId() + " " + name));
    }

    private RecordFile<OpenTask> file() {
        return files(run).named(name);
    }

    /** Begins to keep a task; nothing is written yet. */
    static OpenTaskFile begin(Run<?, ?> run, OpenTask task) {
        return new OpenTaskFile(run, files(run).of(task.step()), task);
    }

    private static StepFiles<OpenTask> files(Run<?, ?> run) {
        return StepFiles.of(run, "open", OpenTask.class);
    }

    /**
     * What a step of the build has kept; {@code null} when it has kept nothing.
     *
     * @throws AbortException when what it kept cannot be read
     */
    @CheckForNull
    static OpenTaskFile find(Run<?, ?> run, String step) throws AbortException {
        var file = files(run).of(step);
        var known = file.load();
        return known == null ? null : new OpenTaskFile(run, file, known);
    }

    /** Whether it is where a step finds its own. */
    boolean isOf(OpenTask other) {
        return file().equals(files(run).of(other.step()));
    }

    /** What another step has kept becomes a step's own. */
    OpenTaskFile moveTo(OpenTask other) throws IOException {
        var moved = new OpenTaskFile(run, files(run).of(other.step()), task());
        move(moved);
        moved.change(kept -> kept.of(other.step(), other.started()));
        return moved;
    }

    /** Puts it where no step looks for its own. */
    void putAside() throws IOException {
        move(new OpenTaskFile(run, files(run).of(task().step() + " " + task().started()), task()));
    }

    /** There is a mark all the time. */
    private void move(OpenTaskFile to) throws IOException {
        if (to.name.equals(name)) {
            return;
        }
        if (task().open()) {
            RecordFile.write(to.mark, run.getExternalizableId(), true);
        }
        Files.move(file().path(), to.file().path(), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(mark);
    }

    /** All that the build has kept, and that can be read. */
    static List<OpenTaskFile> all(Run<?, ?> run) {
        try {
            return all(run, RecordFile::read);
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot list the tasks of " + run);
            return List.of();
        }
    }

    /** The same for a step that may have sent something: what cannot be read is not nothing. */
    static List<OpenTaskFile> load(Run<?, ?> run) throws IOException {
        return all(run, RecordFile::load);
    }

    @FunctionalInterface
    private interface Reading {
        @CheckForNull
        OpenTask read(RecordFile<OpenTask> file) throws IOException;
    }

    private static List<OpenTaskFile> all(Run<?, ?> run, Reading reading) throws IOException {
        var all = new ArrayList<OpenTaskFile>();
        for (RecordFile<OpenTask> file : files(run).all()) {
            var known = reading.read(file);
            if (known != null) {
                all.add(new OpenTaskFile(run, file, known));
            }
        }
        return all;
    }

    /**
     * The builds that had open tasks when the controller stopped, by their ids.
     *
     * @throws IOException when they cannot be listed now
     */
    static Set<String> marked() throws IOException {
        var builds = new HashSet<String>();
        for (Path mark : listed()) {
            try {
                builds.add(Files.readString(mark));
            } catch (NoSuchFileException x) {
                LOGGER.log(Level.FINE, "{0} has ended meanwhile", mark);
            } catch (IOException x) {
                LOGGER.log(Level.WARNING, x, () -> "Cannot read which build has an open task: " + mark);
            }
        }
        return builds;
    }

    private static List<Path> listed() throws IOException {
        try (var files = Files.newDirectoryStream(marks())) {
            var marks = new ArrayList<Path>();
            files.forEach(marks::add);
            return marks;
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "No build has had a task");
            return List.of();
        } catch (DirectoryIteratorException x) {
            throw x.getCause();
        }
    }

    private static Path marks() {
        return Jenkins.get().getRootDir().toPath().resolve("zadig-open-tasks");
    }

    /** What is kept, also of what is not written yet. */
    OpenTask task() {
        return task.get();
    }

    /** Changes what is kept, and writes it so that a loss of power does not take it away. */
    void change(UnaryOperator<OpenTask> change) throws IOException {
        task.updateAndGet(change);
        write(true);
    }

    /** Changes what is kept where a loss costs no more than a line twice. Returns at once; {@link #flush} writes. */
    void note(UnaryOperator<OpenTask> change) {
        task.updateAndGet(change);
    }

    /** Whether something was written. */
    synchronized boolean isKept() {
        return written != null || Files.exists(file().path());
    }

    /** Writes what was noted. */
    void flush() {
        try {
            write(false);
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, x, () -> run + " was deleted");
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot keep a task of " + run);
        }
    }

    private synchronized void write(boolean safely) throws IOException {
        var now = task.get();
        if (now.equals(written)) {
            return;
        }
        if (now.open() && !Files.exists(mark)) {
            RecordFile.write(mark, run.getExternalizableId(), true);
        }
        try {
            file().write(now, safely);
        } finally {
            // The build may have been deleted meanwhile.
            if (!now.open()) {
                Files.deleteIfExists(mark);
            }
        }
        written = now;
    }

    /** Marks tell builds by the names of their jobs. */
    static void moved(String oldFullName, String newFullName) {
        try (var files = Files.newDirectoryStream(marks())) {
            for (Path file : files) {
                var build = Files.readString(file);
                if (build.startsWith(oldFullName + "#")) {
                    RecordFile.write(file, newFullName + build.substring(oldFullName.length()), true);
                }
            }
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "No build has had a task");
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot follow the builds of " + oldFullName + " to " + newFullName);
        }
    }

    /** Takes the mark away where nobody can see to the task any more. */
    static void unmark(String build) {
        try {
            for (Path mark : listed()) {
                if (Files.isRegularFile(mark) && Files.readString(mark).equals(build)) {
                    Files.deleteIfExists(mark);
                }
            }
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot forget the tasks of " + build);
        }
    }
}
