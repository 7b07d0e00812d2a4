package io.jenkins.plugins.zadig.api;

import java.util.List;

/**
 * The end of a job's log, without control characters.
 *
 * @param lines the last lines
 * @param total how many lines the log has
 */
public record LogTail(List<String> lines, long total) {
    public LogTail {
        lines = List.copyOf(lines);
    }

    /** Fewer of the last lines. */
    public LogTail last(int count) {
        return count >= lines.size() ? this : new LogTail(lines.subList(lines.size() - count, lines.size()), total);
    }

    /** Whether there is no log: servers do not tell that from an empty one. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether the log has lines before these. */
    public boolean isCut() {
        return total > lines.size();
    }
}
