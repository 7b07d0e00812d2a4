package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A repository as a workflow keeps it. Tokens that servers send with it are not read.
 *
 * @param codehost number of the code host
 * @param type {@code gitlab}, {@code github}, {@code perforce} …
 * @param namespace empty in old workflows, which name the {@code owner} alone
 * @param from where its branch comes from: empty or {@code runtime} for the one here, else another job or a variable
 * @param variable name of the workflow's variable that it is; empty when it is none
 */
public record StoredRepository(
        @JsonProperty("codehost_id") int codehost,
        @JsonProperty("source") String type,
        @JsonProperty("repo_namespace") String namespace,
        @JsonProperty("repo_owner") String owner,
        @JsonProperty("repo_name") String name,
        String branch,
        String tag,
        List<Integer> prs,
        @JsonProperty("remote_name") String remote,
        @JsonProperty("checkout_path") String checkoutPath,
        boolean submodules,
        @JsonProperty("enable_commit") boolean commitWanted,
        @JsonProperty("commit_id") String commit,
        @JsonProperty("source_from") String from,
        @JsonProperty("param_name") String variable) {
    /** What users know it by. */
    public String label() {
        return space() + "/" + name;
    }

    /** What stands before its name for users. */
    public String space() {
        return namespace.isEmpty() ? owner : namespace;
    }

    /** Whether servers find it by what a run names it: they compare the namespace alone (zadig-servers 9.18). */
    public boolean isFound() {
        return !namespace.isEmpty() || owner.isEmpty();
    }

    /** Whether the workflow keeps it here, and not as a variable or with another job (zadig-servers 9.19). */
    public boolean isOwn() {
        return from.isEmpty() || from.equals("runtime");
    }

    /** Whether a run can repeat it: from a branch or commit of its own, on a code host that knows branches. */
    public boolean isRepeatable() {
        return isOwn() && isFound() && !type.equals("perforce") && tag.isEmpty() && !branch.isEmpty();
    }

    /** Adds the branch and the merge requests that an input does not say, as servers would empty them (zadig-servers 9.2). */
    public void complete(Map<String, Object> input) {
        if (String.valueOf(input.getOrDefault("branch", "")).isBlank() && !branch.isEmpty()) {
            input.put("branch", branch);
        }
        if (!input.containsKey("prs") && !input.containsKey("pr")) {
            putPrs(input);
        }
    }

    private void putPrs(Map<String, Object> input) {
        if (!prs.isEmpty()) {
            input.put("prs", prs);
            input.put("pr", prs.size() == 1 ? prs.get(0) : 0);
        }
    }

    /** The repository as a run names it, all as it is kept. */
    public Map<String, Object> asInput(String codehostName) {
        var input = new LinkedHashMap<String, Object>();
        input.put("codehost_name", codehostName);
        input.put("repo_namespace", namespace);
        input.put("repo_name", name);
        input.put("branch", branch);
        putPrs(input);
        if (commitWanted && !commit.isEmpty()) {
            input.put("commit_id", commit);
            input.put("enable_commit", true);
        }
        place(input);
        return input;
    }

    /** Adds where it is checked out, as far as an input does not say. */
    public void place(Map<String, Object> input) {
        if (!remote.isEmpty()) {
            input.putIfAbsent("remote_name", remote);
        }
        if (!checkoutPath.isEmpty()) {
            input.putIfAbsent("checkout_path", checkoutPath);
        }
        if (submodules) {
            input.putIfAbsent("submodules", true);
        }
    }
}
