package io.jenkins.plugins.zadig.api;

/**
 * What an update of a workflow would change at one place; secrets are not shown.
 *
 * @param path such as {@code stages[build].jobs[compile].spec.script}
 * @param before empty when there is nothing now
 * @param after empty when there will be nothing
 */
public record CodeChange(String path, String before, String after) {
    /** Whether something of the stored workflow would be lost. */
    public boolean removes() {
        return after.isEmpty();
    }

    /** As one line: {@code - path: before}, {@code + path: after} or {@code ~ path: before → after}. */
    @Override
    public String toString() {
        if (after.isEmpty()) {
            return "- " + path + ": " + before;
        }
        return before.isEmpty() ? "+ " + path + ": " + after : "~ " + path + ": " + before + " → " + after;
    }
}
