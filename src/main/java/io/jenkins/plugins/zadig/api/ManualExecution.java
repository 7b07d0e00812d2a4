package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a paused task waits for (zadig-servers 15.6).
 *
 * @param stage the stage that does not begin by itself
 * @param allowed whether the token's user may start it
 * @param executors who may
 */
public record ManualExecution(
        String status,
        @JsonProperty("stage_name") String stage,
        @JsonProperty("can_execute") boolean allowed,
        List<Executor> executors) {
    /** A user or a group of users. */
    public record Executor(
            String type,
            @JsonProperty("user_name") String user,
            @JsonProperty("group_name") String group) {
        /** What to call it in front of users. */
        public String label() {
            return user.isEmpty() ? group.isEmpty() ? type : group : user;
        }
    }
}
