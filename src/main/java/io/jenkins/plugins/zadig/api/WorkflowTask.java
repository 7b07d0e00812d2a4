package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A workflow's task (API documents "获取自定义工作流任务详情" and "通过任务 ID 获取工作流任务状态", zadig-servers 11.1
 * and 22.8). Of a product workflow's only the identity, status, creator and times are known.
 *
 * @param id number of the task within its workflow
 * @param workflow key of the workflow
 * @param displayName name of the workflow as its users see it
 * @param status as Zadig writes it; see {@code TaskStatus} for its meaning
 * @param creator name of the token's user that started it (zadig-servers 2.16)
 * @param revoker who cancelled it, {@code system} when Zadig restarted. It says nothing unless the status is
 *     {@code cancelled}, as it is the creator before (zadig-servers 11.4, 14.8)
 * @param createTime epoch seconds, 0 when unset, as {@code startTime} and {@code endTime} (zadig-servers 11.3)
 */
public record WorkflowTask(
        @JsonProperty("task_id") long id,
        @JsonProperty("workflow_key") String workflow,
        @JsonProperty("workflow_name") String displayName,
        @JsonProperty("project_key") String project,
        String status,
        @JsonProperty("task_creator") String creator,
        @JsonProperty("task_revoker") String revoker,
        @JsonProperty("create_time") long createTime,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime,
        @JsonProperty("params") List<Variable> variables,
        List<TaskStage> stages,
        String error,
        String remark) {
    /** All jobs, in the order of their stages. */
    public List<TaskJob> jobs() {
        return stages.stream().flatMap(stage -> stage.jobs().stream()).toList();
    }

    /** What steps take as a job's name: the configured one, with its part where the job became several. */
    public String nameOf(TaskJob job) {
        var alike = jobs().stream()
                .filter(other -> other.configuredName().equals(job.configuredName()))
                .count();
        return alike == 1 ? job.configuredName() : job.label();
    }

    /** The same with each job as it becomes. */
    public WorkflowTask with(UnaryOperator<TaskJob> change) {
        return new WorkflowTask(
                id,
                workflow,
                displayName,
                project,
                status,
                creator,
                revoker,
                createTime,
                startTime,
                endTime,
                variables,
                stages.stream()
                        .map(stage ->
                                stage.with(stage.jobs().stream().map(change).toList()))
                        .toList(),
                error,
                remark);
    }
}
