package io.jenkins.plugins.zadig.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which commit each branch points at. As long as no branch is named, every repository has every branch; then there are no
 * others than those that are named.
 */
final class GitHost {
    private final Map<String, Map<String, Commit>> repositories = new HashMap<>();

    GitHost() {}

    void branch(String repository, String branch, Commit head) {
        repositories.computeIfAbsent(repository, name -> new HashMap<>()).put(branch, head);
    }

    Optional<Commit> head(String repository, String branch) {
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        return repositories.isEmpty()
                ? Optional.of(invented(repository, branch))
                : Optional.ofNullable(
                        repositories.getOrDefault(repository, Map.of()).get(branch));
    }

    /** Whether a job can check that out; a merge request cannot be where the branches are named. */
    boolean has(String repository, String branch, boolean mergeRequest) {
        return repositories.isEmpty()
                || !mergeRequest && head(repository, branch).isPresent();
    }

    private static Commit invented(String repository, String branch) {
        var one = UUID.nameUUIDFromBytes((repository + '@' + branch).getBytes(StandardCharsets.UTF_8));
        var two = UUID.nameUUIDFromBytes((branch + '@' + repository).getBytes(StandardCharsets.UTF_8));
        var hex = (one.toString() + two).replace("-", "");
        return new Commit(hex.substring(0, 40), "Fix the total of an empty cart", "alice");
    }
}
