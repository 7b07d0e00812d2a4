package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/**
 * A workflow variable to start with (server lines from 3.1).
 *
 * @param type as the workflow declares it
 * @param value text, or empty for a {@code repo}
 * @param repository of a variable of type {@code repo}, else {@code null}; servers crash on a {@code repo} without one
 */
public record VariableInput(
        String name, String type, String value, @CheckForNull Map<String, Object> repository) {}
