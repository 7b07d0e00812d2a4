package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A code repository as users write it ({@code [codehost: 'gitlab', namespace: 'shop', name: 'cart', branch: 'main']}),
 * and as Zadig reads it (zadig-servers 9.1). Code host and namespace may be left out where the workflow tells them.
 */
public final class Repository {
    /** What users may write, and Zadig's name of it. */
    private static final Map<String, String> FIELDS = fields();

    private Repository() {}

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("codehost", "codehost_name");
        fields.put("namespace", "repo_namespace");
        fields.put("name", "repo_name");
        fields.put("branch", "branch");
        fields.put("prs", "prs");
        fields.put("commit", "commit_id");
        fields.put("remote", "remote_name");
        fields.put("checkoutPath", "checkout_path");
        fields.put("submodules", "submodules");
        return fields;
    }

    /**
     * A repository as Zadig reads it.
     *
     * @throws IllegalArgumentException naming what is unknown or missing
     */
    public static Map<String, Object> toParameters(Map<String, ?> repository) {
        for (String name : repository.keySet()) {
            if (!FIELDS.containsKey(name)) {
                throw new IllegalArgumentException(name);
            }
        }
        if (isBlank(repository.get("name"))) {
            throw new IllegalArgumentException("name");
        }
        var parameters = new LinkedHashMap<String, Object>();
        FIELDS.forEach((name, field) -> {
            var value = repository.get(name);
            if (!isBlank(value)) {
                parameters.put(field, value);
            }
        });
        // Zadig reads one pull request and several from different fields, and a commit only when told to.
        if (parameters.get("prs") instanceof List<?> prs) {
            parameters.put("prs", new ArrayList<>(prs));
            parameters.put("pr", prs.size() == 1 ? prs.get(0) : 0);
        }
        if (parameters.containsKey("commit_id")) {
            parameters.put("enable_commit", true);
        }
        return parameters;
    }

    private static boolean isBlank(@CheckForNull Object value) {
        return value == null || value.toString().isBlank();
    }
}
