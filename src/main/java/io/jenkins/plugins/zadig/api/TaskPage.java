package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page of a workflow's tasks, newest first.
 *
 * @param total number of tasks in all pages; 0 for an unknown workflow or project too, which is no error (zadig-servers
 *     20.4), and -1 for product workflows, where the server does not tell
 */
public record TaskPage(
        long total, @JsonProperty("workflow_tasks") List<TaskSummary> tasks) {}
