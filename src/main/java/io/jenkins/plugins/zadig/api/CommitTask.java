package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A task of a product workflow that was found by a commit (API document "通过 commitId 获取工作流任务状态").
 *
 * @param createTime epoch seconds, 0 when unset, as {@code startTime} and {@code endTime}
 * @param page address of the task's page; the only place that names its project and workflow
 */
public record CommitTask(
        @JsonProperty("task_id") long id,
        String status,
        @JsonProperty("create_time") long createTime,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime,
        @JsonProperty("url") String page) {
    private static final Pattern PLACE = Pattern.compile("/v1/projects/detail/([^/?#]+)/pipelines/multi/([^/?#]+)/");

    /** The task as far as the answer tells. */
    public WorkflowTask known() {
        return new TaskSummary(id, status, "", createTime, startTime, endTime).known(project(), workflow());
    }

    /** Key of the project; empty when the page's address is of another form. */
    public String project() {
        return place(1);
    }

    /** Key of the workflow; empty when the page's address is of another form. */
    public String workflow() {
        return place(2);
    }

    private String place(int part) {
        var matcher = PLACE.matcher(page);
        if (!matcher.find()) {
            return "";
        }
        try {
            return URLDecoder.decode(matcher.group(part).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException x) {
            return "";
        }
    }
}
