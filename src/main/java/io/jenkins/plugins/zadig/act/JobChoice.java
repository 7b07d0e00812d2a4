package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The job of a task that a user means. */
final class JobChoice {
    private JobChoice() {}

    /**
     * Finds it.
     *
     * @param wanted its configured name, its name within the task, or what the console calls it
     * @throws AbortException naming what there is, when there is none or several
     */
    static TaskJob in(TaskRef task, WorkflowTask now, String wanted) throws AbortException {
        List<Predicate<TaskJob>> meanings = List.of(
                job -> job.name().equals(wanted),
                job -> job.configuredName().equals(wanted),
                job -> job.label().equals(wanted) || job.displayName().equals(wanted));
        for (Predicate<TaskJob> meaning : meanings) {
            var meant = now.jobs().stream().filter(meaning).toList();
            if (meant.size() == 1) {
                return meant.get(0);
            }
            if (meant.size() > 1) {
                throw new AbortException(Messages.LogReading_several(task, wanted, labels(meant)));
            }
        }
        throw new AbortException(Messages.LogReading_unknown(task, wanted, labels(now.jobs())));
    }

    private static String labels(List<TaskJob> jobs) {
        return PlainText.line(jobs.stream().map(TaskJob::label).distinct().collect(Collectors.joining(", ")));
    }
}
