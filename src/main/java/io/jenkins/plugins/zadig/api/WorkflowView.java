package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A named choice of a project's workflows (API document "获取工作流视图列表").
 *
 * @param updateTime epoch seconds; 0 after a change (zadig-servers 21.5)
 * @param workflows those that it shows
 */
public record WorkflowView(
        String name,
        @JsonProperty("project_key") String project,
        @JsonProperty("update_by") String updatedBy,
        @JsonProperty("update_time") long updateTime,
        List<Member> workflows) {
    public boolean shows(String workflow) {
        return workflows.stream().anyMatch(member -> member.key().equals(workflow));
    }

    /**
     * A workflow of a view.
     *
     * @param type {@code custom} or {@code product}
     */
    public record Member(
            @JsonProperty("workflow_key") String key, // lgtm[jenkins/plaintext-storage]
            @JsonProperty("workflow_type") String type) {}
}
