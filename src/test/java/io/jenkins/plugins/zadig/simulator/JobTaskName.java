package io.jenkins.plugins.zadig.simulator;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of a job task (zadig-servers 11.5, 11.6). */
record JobTaskName(String name, String key, String displayName) {
    /** Letters that Kubernetes draws random names from. */
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX = 5;

    /**
     * From 3.3 on the name is {@code job-<stage>-<job>-<part>-<configured name>}. Before, it is made of the configured
     * name and what the job works on, in an order of its own for each type, and that of a test is random at its end.
     */
    static JobTaskName of(Line line, JobDefinition job, JobInput input, int stage, int index, int part) {
        var parts = input.parts();
        var name = line.namesJobTasksByIndex()
                ? "job-" + stage + "-" + index + "-" + part + "-" + job.name()
                : oldName(job, input);
        return new JobTaskName(
                name,
                joined(Stream.of(job.name()), parts.stream(), "."),
                joined(Stream.of(job.name()), parts.stream(), "-"));
    }

    private static String oldName(JobDefinition job, JobInput input) {
        var parts = input.parts();
        var name =
                switch (job.type()) {
                    case "custom-deploy" -> joined(Stream.of(job.name()), parts.stream(), "-");
                    case "zadig-test" -> joined(parts.stream(), Stream.of(job.name(), input.random()), "-");
                    default -> joined(parts.stream(), Stream.of(job.name()), "-");
                };
        return name.toLowerCase(Locale.ROOT);
    }

    static String random() {
        return ThreadLocalRandom.current()
                .ints(SUFFIX, 0, LETTERS.length())
                .mapToObj(position -> LETTERS.substring(position, position + 1))
                .collect(Collectors.joining());
    }

    private static String joined(Stream<String> first, Stream<String> then, String separator) {
        return Stream.concat(first, then).collect(Collectors.joining(separator));
    }
}
