package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/**
 * A workflow variable to start with (server lines from 3.1, zadig-servers 10.1).
 *
 * @param type as the workflow declares it
 * @param value text, or empty for a {@code repo}
 * @param secret whether the workflow keeps the value as a credential, so that it must not be shown
 * @param repository of a variable of type {@code repo}, else {@code null}; servers crash on a {@code repo} without
 *     one (zadig-servers 10.6)
 */
public record VariableInput(
        String name,
        String type,
        String value,
        boolean secret,
        @CheckForNull Map<String, Object> repository) {
    static final String MASK = "****";

    /** The same with a secret value made unreadable. */
    VariableInput masked() {
        return secret ? new VariableInput(name, type, MASK, true, repository) : this;
    }

    /** Leaves the value out, as it can be secret whatever the workflow says. */
    @Override
    public String toString() {
        return name;
    }
}
