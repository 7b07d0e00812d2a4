package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.Map;

/**
 * A task as a build gets it back.
 *
 * @param page of the task in Zadig
 * @param launchedBy the build that started it; empty when that is not known
 * @param createTime of the task in epoch seconds; 0 when it is not known
 * @param task as it ended; {@code null} when it was not waited for
 * @param tests that the build has of it now; {@code null} when there were none to take
 * @param detail what a product workflow's task made; {@code null} for others, and where it could not be had
 * @param logs the ends of the logs of failed jobs, by their names in the task
 */
public record TaskResult(
        TaskRef ref,
        String page,
        String launchedBy,
        long createTime,
        @CheckForNull WorkflowTask task,
        @CheckForNull TestTotals tests,
        @CheckForNull ProductTaskDetail detail,
        Map<String, String> logs) {
    TaskResult with(Map<String, String> ends) {
        return new TaskResult(ref, page, launchedBy, createTime, task, tests, detail, ends);
    }
}
