package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * A stage of a task.
 *
 * @param status empty while it has not started
 * @param startTime epoch seconds, 0 when unset, as {@code endTime}
 * @param approval the stage's own approval, up to server line 3.0; {@code null} from 3.1 on, where approval is a job
 */
public record TaskStage(
        String name,
        String status,
        @JsonProperty("start_time") long startTime,
        @JsonProperty("end_time") long endTime,
        @CheckForNull Approval approval,
        List<TaskJob> jobs,
        String error) {
    /** The same with other jobs. */
    TaskStage with(List<TaskJob> others) {
        return new TaskStage(name, status, startTime, endTime, approval, others, error);
    }
}
