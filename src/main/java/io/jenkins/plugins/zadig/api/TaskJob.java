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
 * @param startTime epoch seconds, 0 when unset, as {@code endTime} (zadig-servers 11.3)
 * @param error empty, too, when its script failed: then the log alone tells why (zadig-servers 11.20)
 * @param spec never {@code null}; nor is {@code info}
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
        @JsonProperty("job_info") JobInfo info,
        @JsonProperty("error_policy") @CheckForNull ErrorPolicy errorPolicy) {
    /** What a task's job was made from, where the server tells it; empty where not. */
    public record JobInfo(
            @JsonProperty("job_name") String job,
            @JsonProperty("service_name") String service,
            @JsonProperty("service_module") String module,
            @JsonProperty("testing_name") String test,
            @JsonProperty("scanning_name") String scan) {
        static final JobInfo NONE = new JobInfo("", "", "", "", "");
    }

    /**
     * What happens when a job fails ({@code JobErrorPolicy} of Zadig's source).
     *
     * @param policy {@code stop}, {@code ignore_error}, {@code retry} or {@code manual_check}
     * @param deciders who may decide when the policy is to ask
     */
    public record ErrorPolicy(
            String policy, @JsonProperty("approval_users") List<Approval.Vote> deciders) {
        /** Whether a failed job waits for somebody's decision, as {@code wait_for_manual_error_handling}. */
        public boolean asks() {
            return policy.equals("manual_check");
        }
    }

    public TaskJob {
        spec = spec == null ? JobSpec.NONE : spec;
        info = info == null ? JobInfo.NONE : info;
    }

    /** The same with why it failed, where the server tells that elsewhere. */
    public TaskJob withError(String why) {
        return new TaskJob(
                name, originName, displayName, type, status, startTime, endTime, why, spec, info, errorPolicy);
    }

    /** The name that the workflow gives it, as far as the server tells; else the name within the task. */
    public String configuredName() {
        if (!originName.isEmpty()) {
            return originName;
        }
        return info.job().isEmpty() ? name : info.job();
    }

    /** What to call it in front of users: a configured job can become several jobs of a task, one a service. */
    public String label() {
        var part = info.service().isEmpty()
                ? info.test()
                : info.module().isEmpty() ? info.service() : info.service() + "/" + info.module();
        return part.isEmpty() || part.equals(configuredName())
                ? configuredName()
                : configuredName() + " (" + part + ")";
    }

    /** What it builds, deploys or runs for; where its spec does not tell, what it was made from. */
    public List<JobSpec.Service> services() {
        if (info.service().isEmpty()) {
            return spec.services();
        }
        if (spec.services().isEmpty()) {
            return List.of(new JobSpec.Service(info.service(), info.module(), "", ""));
        }
        return spec.services().stream()
                .map(known -> known.service().isEmpty()
                        ? new JobSpec.Service(info.service(), info.module(), known.image(), known.builtBy())
                        : known)
                .toList();
    }
}
