package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who must approve and how long Zadig waits.
 *
 * @param type native, or lark, dingtalk, workwx which cannot be approved by Open API (zadig-servers 13.8)
 * @param ids of approvers, by name, where they are not made of the names
 * @param dataLife how long Redis keeps the votes, normally the timeout (zadig-servers 13.17)
 */
public record ApprovalDefinition(
        String type,
        List<String> approvers,
        Map<String, String> ids,
        int needed,
        Duration timeout,
        Duration dataLife,
        String description) {
    public ApprovalDefinition {
        approvers = List.copyOf(approvers);
        ids = Map.copyOf(ids);
    }

    /** A native approval by one of these users within an hour. */
    public static ApprovalDefinition by(String... approvers) {
        var hour = Duration.ofHours(1);
        return new ApprovalDefinition("native", List.of(approvers), Map.of(), 1, hour, hour, "");
    }

    public ApprovalDefinition needed(int votes) {
        return new ApprovalDefinition(type, approvers, ids, votes, timeout, dataLife, description);
    }

    public ApprovalDefinition within(Duration time) {
        return new ApprovalDefinition(type, approvers, ids, needed, time, time, description);
    }

    public ApprovalDefinition dataLife(Duration time) {
        return new ApprovalDefinition(type, approvers, ids, needed, timeout, time, description);
    }

    public ApprovalDefinition type(String other) {
        return new ApprovalDefinition(other, approvers, ids, needed, timeout, dataLife, description);
    }

    public ApprovalDefinition describedAs(String text) {
        return new ApprovalDefinition(type, approvers, ids, needed, timeout, dataLife, text);
    }

    ApprovalDefinition ids(Map<String, String> others) {
        return new ApprovalDefinition(type, approvers, others, needed, timeout, dataLife, description);
    }

    String id(String approver) {
        return ids.getOrDefault(approver, "uid-" + approver);
    }
}
