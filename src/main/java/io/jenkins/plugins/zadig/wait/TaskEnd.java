package io.jenkins.plugins.zadig.wait;

import hudson.model.Result;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Outcome;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the end of a task means for a build.
 *
 * @param result what the build would get from it
 * @param cause why, when that is not success
 * @param letPass the jobs that failed and were let pass; empty when there are none or when more than that failed
 */
public record TaskEnd(Result result, TaskFailure cause, String letPass) { // lgtm[jenkins/plaintext-storage]
    /**
     * The meaning of an ended task.
     *
     * @param unstable what a task counts as that passed although a job of it failed
     * @param mask takes the secrets of the build out of a text, as others hide what has one in it
     */
    public static TaskEnd of(WorkflowTask task, String url, WaitOptions.Unstable unstable, UnaryOperator<String> mask) {
        var ref = PlainText.line(task.workflow() + " #" + task.id());
        var own = Result.fromString(Outcome.of(TaskStatus.of(task.status())).name());
        var letPass = letPass(task);
        if (own != Result.SUCCESS || letPass.isEmpty()) {
            var why = mask.apply(Messages.error_ended(ref, TaskText.ending(task)));
            return new TaskEnd(own, new TaskFailure(why, mask.apply(url)), "");
        }
        var result = Result.fromString(unstable.name());
        var why = mask.apply(Messages.error_letPass(ref, letPass));
        return new TaskEnd(result, new TaskFailure(why, mask.apply(url)), letPass);
    }

    private static String letPass(WorkflowTask task) {
        return PlainText.line(task.jobs().stream()
                .filter(job -> TaskStatus.of(job.status()) == TaskStatus.UNSTABLE)
                .map(TaskJob::label)
                .collect(Collectors.joining(", ")));
    }
}
