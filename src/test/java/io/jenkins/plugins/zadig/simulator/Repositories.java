package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Puts what requests say of repositories into those of a job, and finds the commits (zadig-servers 9). */
final class Repositories {
    private final World world;

    Repositories(World world) {
        this.world = world;
    }

    /**
     * The stored repositories with what the request says of them. The branch is taken even when it is missing, and one
     * that the job does not have is dropped.
     *
     * @param honoured whether the job checks out a named commit; the task shows it in any case
     */
    void merge(JsonNode stored, JsonNode named, boolean honoured) {
        for (JsonNode repository : stored) {
            find(named, repository).ifPresent(said -> take((ObjectNode) repository, said, honoured));
        }
    }

    /** Only those of the stored repositories that the request names. */
    ArrayNode named(JsonNode stored, JsonNode named) {
        var kept = Json.array();
        for (JsonNode repository : stored) {
            find(named, repository).ifPresent(said -> {
                take((ObjectNode) repository, said, true);
                kept.add(repository);
            });
        }
        return kept;
    }

    /** What the request names, whether the job has it or not. */
    ArrayNode asNamed(JsonNode named) {
        var all = Json.array();
        for (JsonNode said : named) {
            var codehost = world.codehost(said.path("codehost_name").asText()).orElseThrow();
            var repository = all.addObject()
                    .put("source", "gitlab")
                    .put("repo_owner", said.path("repo_namespace").asText())
                    .put("repo_namespace", said.path("repo_namespace").asText())
                    .put("repo_name", said.path("repo_name").asText())
                    .put("remote_name", said.path("remote_name").asText("origin"))
                    .put("codehost_id", codehost.id());
            take(repository, said, true);
        }
        return all;
    }

    private Optional<JsonNode> find(JsonNode named, JsonNode repository) {
        JsonNode found = null;
        for (JsonNode said : named) {
            if (said.path("repo_namespace")
                            .asText()
                            .equals(repository.path("repo_namespace").asText())
                    && said.path("repo_name")
                            .asText()
                            .equals(repository.path("repo_name").asText())) {
                found = said;
            }
        }
        return Optional.ofNullable(found);
    }

    private void take(ObjectNode repository, JsonNode said, boolean honoured) {
        repository.put("branch", said.path("branch").asText());
        repository.put("pr", said.path("pr").asInt());
        repository.set("prs", said.path("prs").isArray() ? said.path("prs") : Json.array());
        if (world.line().readsCommits()) {
            var wanted = said.path("enable_commit").asBoolean();
            repository.put("enable_commit", wanted && honoured);
            if (wanted) {
                repository.put("commit_id", said.path("commit_id").asText());
            } else {
                repository.remove("commit_id");
            }
        }
    }

    /** The repositories as a task shows them when it is created: with the commits that their branches point at. */
    ArrayNode ofTask(JsonNode repositories) {
        return ofTask(repositories, true);
    }

    /** As above; builds, tests and scans of some lines have no address before they run (recorded 3.4 to 4.1). */
    ArrayNode ofTask(JsonNode repositories, boolean addressed) {
        var all = Json.array();
        for (JsonNode stored : repositories) {
            var repository = all.addObject();
            repository.setAll((ObjectNode) stored.deepCopy());
            repository.put("oauth_token", "").put("address", addressed ? "https://gitlab.example.com" : "");
            if (repository.path("commit_id").asText().isEmpty()
                    && repository.path("prs").isEmpty()) {
                head(repository)
                        .ifPresent(commit -> repository
                                .put("commit_id", commit.id())
                                .put("commit_message", commit.message())
                                .put("author_name", commit.author()));
            }
        }
        return all;
    }

    /** Whether all can be checked out; an empty branch checks nothing out, and only old agents mind (recorded). */
    boolean canCheckOut(JsonNode repositories) {
        for (JsonNode repository : repositories) {
            var branch = repository.path("branch").asText();
            var empty =
                    branch.isEmpty() && repository.path("commit_id").asText().isEmpty();
            var found = world.git()
                    .has(name(repository), branch, !repository.path("prs").isEmpty());
            if (empty ? world.line().before(Line.V3_4_0) : !branch.isEmpty() && !found) {
                return false;
            }
        }
        return true;
    }

    private Optional<Commit> head(JsonNode repository) {
        return world.git().head(name(repository), repository.path("branch").asText());
    }

    private static String name(JsonNode repository) {
        return repository.path("repo_namespace").asText() + "/"
                + repository.path("repo_name").asText();
    }
}
