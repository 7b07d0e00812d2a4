package io.jenkins.plugins.zadig.simulator;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of a job task (api-facts 1.11 and 3.3). */
record JobTaskName(String name, String key, String displayName) {
    /**
     * From 3.3 on the name is {@code job-<stage>-<job>-<part>-<configured name>}; before, the parts stand in front of
     * the configured name.
     */
    static JobTaskName of(Line line, String job, List<String> parts, int stage, int index, int part) {
        var name = line.namesJobTasksByIndex()
                ? "job-" + stage + "-" + index + "-" + part + "-" + job
                : joined(parts.stream(), Stream.of(job), "-");
        return new JobTaskName(
                name, joined(Stream.of(job), parts.stream(), "."), joined(Stream.of(job), parts.stream(), "-"));
    }

    private static String joined(Stream<String> first, Stream<String> then, String separator) {
        return Stream.concat(first, then).collect(Collectors.joining(separator));
    }
}
