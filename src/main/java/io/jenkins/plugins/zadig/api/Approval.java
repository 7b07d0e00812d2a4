package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * An approval: of a stage up to server line 3.0, the spec of an {@code approval} job from 3.1 on.
 *
 * @param enabled of a stage's approval; an approval job has no such field and reads as {@code false}
 * @param status of a stage's approval: {@code passed} once it is approved, also after the task has gone on; empty while it
 *     waits, and of an approval job, which has no such field (recorded 1.18 and 2.3)
 * @param type {@code native} (Zadig's own, the only one the API can vote on), {@code lark}, {@code dingtalk} …
 * @param voting who may vote and who has; {@code null} for other types than {@code native}
 * @param asked whom another system asks, and how they decided there; empty for {@code native}
 */
public record Approval(
        boolean enabled,
        String status,
        String type,
        String description,
        @CheckForNull Voting voting,
        List<Vote> asked) {
    @JsonCreator
    static Approval read(
            @JsonProperty("enabled") boolean enabled,
            @JsonProperty("status") String status,
            @JsonProperty("type") String type,
            @JsonProperty("description") String description,
            @JsonProperty("native_approval") @CheckForNull Voting voting,
            @JsonProperty("lark_approval") @CheckForNull Elsewhere lark,
            @JsonProperty("dingtalk_approval") @CheckForNull Elsewhere dingTalk) {
        // No server with approvals of stages knows WeCom.
        return new Approval(
                enabled, status, type, description, voting, Elsewhere.people(lark == null ? dingTalk : lark));
    }

    /**
     * An approval in Lark, DingTalk or WeCom (zadig-servers 13.18).
     *
     * @param nodes who is asked, one node after another
     * @param users the same before there were nodes
     */
    record Elsewhere(
            @JsonProperty("approval_nodes") List<Node> nodes,
            @JsonProperty("approve_users") List<Vote> users) {
        record Node(
                @JsonProperty("approve_users") @JsonAlias("users")
                List<Vote> users) {}

        static List<Vote> people(@CheckForNull Elsewhere approval) {
            if (approval == null) {
                return List.of();
            }
            var inNodes = approval.nodes().stream()
                    .flatMap(node -> node.users().stream())
                    .toList();
            return inNodes.isEmpty() ? approval.users() : inNodes;
        }
    }

    /**
     * The votes of a native approval.
     *
     * @param needed how many approvals it takes, capitalised in the workflow detail up to 3.0 (zadig-servers 4.3); 0 when
     *     the server does not tell
     */
    public record Voting(
            @JsonProperty("approve_users") List<Vote> users,

            @JsonProperty("needed_approvers") @JsonAlias("NeededApprovers")
            int needed) {}

    /**
     * A person who may vote, and the vote.
     *
     * @param decision {@code approve}, {@code reject}, or empty while there is none
     * @param time epoch seconds, 0 when unset (zadig-servers 11.3, 13.15)
     */
    public record Vote(
            @JsonProperty("user_id") @JsonAlias("id") String userId,
            @JsonProperty("user_name") @JsonAlias("name") String user,
            @JsonProperty("reject_or_approve") String decision,
            String comment,
            @JsonProperty("operation_time") long time) {}
}
