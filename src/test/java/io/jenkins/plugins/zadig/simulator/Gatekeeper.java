package io.jenkins.plugins.zadig.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Knows the users and lets in who has a valid token (zadig-servers 2.1 to 2.5). */
final class Gatekeeper {
    private final Line line;
    private final Map<String, SimulatedUser> users = new LinkedHashMap<>();

    Gatekeeper(Line line) {
        this.line = line;
    }

    /** The user of that name, who joins now when nobody had the name. */
    synchronized SimulatedUser user(String name, Instant now) {
        return users.computeIfAbsent(name, unknown -> new SimulatedUser(unknown, now));
    }

    /** Who sent the request: the header must be exactly two words; up to 1.18 the first must be Bearer. */
    synchronized SimulatedUser admit(RecordedRequest request) {
        // A token in the query overrides the header (recorded 2.3 to 5.0).
        var inQuery = request.query().get("token");
        var words = (inQuery == null ? request.header("Authorization") : "Bearer " + inQuery).split(" ");
        var wellFormed = words.length == 2 && (line.atLeast(Line.V2_2) || "Bearer".equals(words[0]));
        var user = users.values().stream()
                .filter(candidate -> wellFormed && candidate.token().equals(words[1]))
                .findFirst()
                .orElseThrow(() -> Refusal.empty(401));
        if (line.checksMfa() && !user.mfaReason().isEmpty()) {
            throw Refusal.mfa(user.mfaReason());
        }
        return user;
    }
}
