package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.Comparator;
import java.util.stream.Stream;

/** The tasks that the steps of a build have to do with, as its folder has them. */
public record OwnTasks(Run<?, ?> run) {
    /** Where a step of a build has a task, from what it kept before the controller stopped. */
    public record Place(String server, String address) {}

    /**
     * What a step has kept; {@code null} when it has asked for nothing yet.
     *
     * @throws AbortException when what it kept cannot be read
     */
    @CheckForNull
    public Place of(String step) throws AbortException {
        var file = OpenTaskFile.find(run, step);
        return file == null ? null : new Place(file.task().server(), file.task().address());
    }

    /** The task that a freestyle build started last; {@code null} when it has started none. */
    @CheckForNull
    public KnownTask lastLaunched() {
        return launched()
                .max(Comparator.comparingInt(task -> Integer.parseInt(task.step())))
                .map(task -> new KnownTask(task.ref(), task.address(), task.createTime()))
                .orElse(null);
    }

    /** Whether the build started a task. */
    public boolean isLaunched(TaskRef task) {
        return launched().anyMatch(known -> known.ref().equals(task));
    }

    private Stream<OpenTask> launched() {
        return OpenTaskFile.all(run).stream().map(OpenTaskFile::task).filter(task -> task.launch() && task.id() != 0);
    }

    /** What tells the next step of a freestyle build from those before. */
    public String nextStep() {
        // Not by their count, as one that cannot be read is not among them.
        return Integer.toString(OpenTaskFile.all(run).stream()
                        .mapToInt(file -> Integer.parseInt(file.task().step()))
                        .max()
                        .orElse(0)
                + 1);
    }
}
