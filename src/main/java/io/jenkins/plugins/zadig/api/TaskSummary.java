package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A row of a workflow's task list: status and times, neither stages nor variables nor remark (zadig-servers 20.1).
 *
 * @param createTime epoch seconds, 0 when unset, as the two others
 */
public record TaskSummary(
        @JsonProperty("task_id") long id,
        @JsonProperty("workflow_key") String workflow,
        String status,
        @JsonProperty("task_creator") String creator,
        @JsonProperty("create_time") long createTime,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime) {
    public TaskSummary {
        workflow = Text.orEmpty(workflow);
        status = Text.orEmpty(status);
        creator = Text.orEmpty(creator);
    }
}
