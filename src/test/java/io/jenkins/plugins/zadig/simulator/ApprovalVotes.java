package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An approval that is asked for in a task, and the votes so far (zadig-servers 13.8 to 13.12). */
final class ApprovalVotes {
    private final ApprovalDefinition definition;
    private final Map<String, Vote> votes = new LinkedHashMap<>();
    private Instant opened;
    private Instant closed;
    private boolean waiting;
    private String result = "";

    ApprovalVotes(ApprovalDefinition definition) {
        this.definition = definition;
    }

    void open(Instant now) {
        votes.clear();
        result = "";
        opened = now;
        waiting = true;
    }

    /** A retry asks anew, and forgets who has voted (recorded 4.3 and 5.0). */
    void forget() {
        votes.clear();
        close("");
    }

    void close(String outcome, Instant now) {
        closed = now;
        close(outcome);
    }

    void close(String outcome) {
        waiting = false;
        result = outcome;
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Whether this was approved or needs no asking again. */
    boolean isApproved() {
        return "approve".equals(result);
    }

    ApprovalDefinition definition() {
        return definition;
    }

    /** Whether the votes are still in Redis (2.2+). */
    boolean hasData(Instant now) {
        return now.isBefore(opened.plus(definition.dataLife()));
    }

    boolean mayVote(String user) {
        return definition.approvers().contains(user);
    }

    boolean hasVoted(String user) {
        return votes.containsKey(user);
    }

    /** Counts a vote and returns what it decides: approve, reject, or nothing yet. */
    String vote(String user, boolean approve, String comment, Instant now) {
        votes.put(user, new Vote(approve ? "approve" : "reject", comment, now));
        if (!approve) {
            return "reject";
        }
        return votes.size() >= definition.needed() ? "approve" : "";
    }

    /** The flat part of an approval job's spec (3.1+). */
    ObjectNode jobSpec() {
        var spec = Json.object()
                .put("timeout", minutes(definition.timeout()))
                .put("type", definition.type())
                .put("description", definition.description());
        setApproval(spec, () -> nativeApproval(true));
        return spec;
    }

    /** Others are not registered with Zadig, and only the field of their own type is there (source: 1.18.0, 5.0.0). */
    private void setApproval(ObjectNode node, Supplier<ObjectNode> ofZadig) {
        if (definition.type().equals("native")) {
            node.set("native_approval", ofZadig.get());
            return;
        }
        var asked = node.putObject(definition.type().replace("_intl", "") + "_approval")
                .put("timeout", minutes(definition.dataLife()))
                .put("approval_id", "64f0c5f1d1a2b3c4d5e6f708")
                .putArray("approval_nodes")
                .addObject()
                .put("type", "OR")
                .put("reject_or_approve", "")
                .putArray(definition.type().equals("workwx") ? "users" : "approve_users");
        definition
                .approvers()
                .forEach(name -> asked.addObject()
                        .put("id", "ou_" + name)
                        .put("name", name)
                        .put("avatar", ""));
    }

    /** The approval of a stage (up to 3.0). */
    ObjectNode stageApproval(Line line) {
        var node = Json.object()
                .put("enabled", true)
                .put("status", "approve".equals(result) ? "passed" : result)
                .put("type", definition.type())
                .put("description", definition.description());
        Json.putTime(node, "start_time", opened);
        Json.putTime(node, "end_time", waiting || result.isEmpty() ? null : closed);
        setApproval(node, () -> {
            var users = nativeApproval(false);
            if (line.atLeast(Line.V2_2)) {
                users.path("approve_users").forEach(user -> ((ObjectNode) user).put("type", "user"));
                users.putArray("flat_approve_users");
                users.put("instance_code", "");
            }
            return users;
        });
        return node;
    }

    private ObjectNode nativeApproval(boolean ofJob) {
        var node = Json.object().put("timeout", minutes(definition.dataLife()));
        var users = node.putArray("approve_users");
        for (String name : definition.approvers()) {
            var user = users.addObject();
            if (ofJob) {
                user.put("type", "user");
            }
            user.put("user_id", definition.id(name)).put("user_name", name);
            var vote = votes.getOrDefault(name, Vote.NONE);
            if (!ofJob || vote != Vote.NONE) {
                user.put("reject_or_approve", vote.decision)
                        .put("comment", vote.comment)
                        .put("operation_time", Json.seconds(vote.time));
            }
        }
        node.put("needed_approvers", definition.needed()).put("reject_or_approve", "");
        return ofJob ? node.put("instance_code", "") : node;
    }

    static long minutes(Duration time) {
        return Math.max(1, (time.toMillis() + 59_999) / 60_000);
    }

    private record Vote(String decision, String comment, Instant time) {
        static final Vote NONE = new Vote("", "", null);
    }
}
