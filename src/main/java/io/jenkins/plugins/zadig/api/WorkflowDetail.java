package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * A custom workflow as it is configured (API document "获取工作流详情", zadig-servers 4.2).
 *
 * @param key of the workflow
 * @param displayName what its users call it
 * @param createTime epoch seconds; 0 after an update up to 4.3 (zadig-servers 4.14)
 * @param updateTime epoch seconds; servers do not tell here who changed it (zadig-servers 4.1)
 * @param notices whom it tells about its tasks; a run chooses among them by their index, from 0 (zadig-servers 5.20)
 */
public record WorkflowDetail(
        @JsonProperty("workflow_key") String key, // lgtm[jenkins/plaintext-storage]
        @JsonProperty("workflow_name") String displayName,
        String description,
        @JsonProperty("created_by") String creator,
        @JsonProperty("create_time") long createTime,
        @JsonProperty("update_time") long updateTime,
        @JsonProperty("params") List<Variable> variables,
        List<Stage> stages,
        @JsonProperty("notify_ctls") List<Notice> notices) {
    /**
     * A configured notification. Its address and token are not read.
     *
     * @param type {@code webhook}, {@code feishu}, {@code dingding}, {@code wechat}, {@code mail} …
     */
    public record Notice(@JsonProperty("webhook_type") String type, boolean enabled) {}

    /** Whether the server puts approval on stages, as lines up to 3.0 do (zadig-servers 1.8). */
    public boolean approvesByStage() {
        return stages.stream().anyMatch(stage -> stage.approval() != null);
    }

    /** The job of a name, or {@code null}. */
    @CheckForNull
    public Job job(String name) {
        return jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** All jobs, in the order of their stages. */
    public List<Job> jobs() {
        return stages.stream().flatMap(stage -> stage.jobs().stream()).toList();
    }

    /**
     * A configured stage.
     *
     * @param parallel whether its jobs run side by side
     * @param approval of the stage, up to server line 3.0; {@code null} from 3.1 on
     */
    public record Stage(
            String name, boolean parallel, @CheckForNull Approval approval, List<Job> jobs) {}

    /**
     * A configured job.
     *
     * @param runPolicy empty (runs by default), {@code default_not_run}, {@code force_run} or {@code skip}
     * @param choices what it can be started with; never {@code null}
     */
    public record Job(
            String name,
            String type,
            @JsonProperty("run_policy") String runPolicy,
            @JsonProperty("spec") JobChoices choices) {
        public Job {
            choices = choices == null ? JobChoices.NONE : choices;
        }

        public boolean isApproval() {
            return type.equals("approval");
        }

        /** Whether people decide in it if what comes after it runs. */
        public boolean isGate() {
            return isApproval() || choices.confirmed();
        }
    }
}
