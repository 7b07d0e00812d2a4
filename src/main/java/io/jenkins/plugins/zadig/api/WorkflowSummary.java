package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A workflow as lists have it (API document "获取工作流列表").
 *
 * @param displayName what its users call it
 * @param type {@code custom} or {@code product}
 * @param updateTime epoch seconds
 */
public record WorkflowSummary(
        @JsonProperty("workflow_key") String key, // lgtm[jenkins/plaintext-storage]
        @JsonProperty("workflow_name") String displayName,
        String type,
        @JsonProperty("update_by") String updatedBy,
        @JsonProperty("update_time") long updateTime) {
    boolean is(WorkflowType other, String workflow) {
        return type.equals(other.word()) && key.equals(workflow);
    }
}
