package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * A job of a task.
 *
 * @param name the job's own name within the task; what logs, test reports and (from 3.1) approvals are asked by
 * @param originName the configured name, from server line 3.3 on; empty before
 * @param displayName what users see, from server line 3.3 on; empty before
 * @param type {@code zadig-build}, {@code approval} …
 * @param status empty while it has not started
 * @param spec never {@code null}
 * @param errorPolicy what happens when it fails; {@code null} before server line 3.1
 */
public record TaskJob(
        String name,
        @JsonProperty("origin_name") String originName,
        @JsonProperty("display_name") String displayName,
        String type,
        String status,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime,
        String error,
        JobSpec spec,
        @JsonProperty("job_info") @CheckForNull JobInfo info,
        @JsonProperty("error_policy") @CheckForNull ErrorPolicy errorPolicy) {
    /** The configured name of the job that a task's job was made from, where the server tells it. */
    public record JobInfo(@JsonProperty("job_name") String job) {}

    /** Who may decide about a failed job whose policy is to ask. */
    public record ErrorPolicy(
            String policy, @JsonProperty("approval_users") List<Approval.Vote> deciders) {
        public ErrorPolicy {
            policy = Text.orEmpty(policy);
            deciders = Text.list(deciders);
        }
    }

    public TaskJob {
        name = Text.orEmpty(name);
        originName = Text.orEmpty(originName);
        displayName = Text.orEmpty(displayName);
        type = Text.orEmpty(type);
        status = Text.orEmpty(status);
        error = Text.orEmpty(error);
        spec = spec == null ? JobSpec.NONE : spec;
    }

    /** What to call it in front of users: the configured name where the server tells it. */
    public String label() {
        if (!originName.isEmpty()) {
            return originName;
        }
        if (!displayName.isEmpty()) {
            return displayName;
        }
        return info != null && info.job() != null && !info.job().isEmpty() ? info.job() : name;
    }
}
