package io.jenkins.plugins.zadig.bench;

import io.jenkins.plugins.zadig.FilesInUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The builds of a job as they are on the disk, so that looking at them costs the controller nothing. */
final class JobBuilds {
    private static final Pattern WAITS = Pattern.compile("^" + PeerPipeline.WAITS + "(\\d+)$", Pattern.MULTILINE);
    private static final Pattern GOES_ON =
            Pattern.compile("^" + PeerPipeline.GOES_ON + "(\\d+) at (\\d+)$", Pattern.MULTILINE);
    private static final Pattern RESULT = Pattern.compile("^Finished: (\\w+)$", Pattern.MULTILINE);

    private final Path folder;

    JobBuilds(Path job) {
        folder = job.resolve("builds");
    }

    /** The number of each build that waits or has waited, by its task. */
    Map<Long, Integer> waiting() {
        var builds = new HashMap<Long, Integer>();
        logs(WAITS, (number, found) -> builds.put(Long.parseLong(found.group(1)), number));
        return builds;
    }

    /** When each build went on, in microseconds, by its task. */
    Map<Long, Long> wentOn() {
        var times = new HashMap<Long, Long>();
        logs(
                GOES_ON,
                (number, found) -> times.put(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)) * 1_000));
        return times;
    }

    /** How many builds have ended with each result. */
    Map<String, Integer> results() {
        var results = new HashMap<String, Integer>();
        logs(RESULT, (number, found) -> results.merge(found.group(1), 1, Integer::sum));
        return results;
    }

    /** The numbers of those that have begun to wait and not ended. */
    Set<Integer> goingOn() {
        var builds = new HashSet<>(waiting().values());
        logs(RESULT, (number, found) -> builds.remove(number));
        return builds;
    }

    int ended() {
        return results().values().stream().mapToInt(count -> count).sum();
    }

    private interface Finding {
        void found(int build, Matcher match);
    }

    private void logs(Pattern pattern, Finding finding) {
        for (Path build : builds()) {
            try {
                var match = pattern.matcher(Files.readString(build.resolve("log"), StandardCharsets.ISO_8859_1));
                if (match.find()) {
                    finding.found(Integer.parseInt(build.getFileName().toString()), match);
                }
            } catch (NoSuchFileException x) {
                // It starts only now.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Path> builds() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var builds = Files.newDirectoryStream(folder, "[0-9]*")) {
            builds.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /**
     * What all builds keep.
     *
     * @param nodes steps and blocks of their graphs
     */
    record Disk(long files, long bytes, long nodes) {}

    Disk disk() {
        var files = new LongSummaryStatistics();
        var nodes = new LongSummaryStatistics();
        for (Path build : builds()) {
            FilesInUse.visit(build, (file, attributes) -> {
                files.accept(attributes.size());
                if (file.getParent().endsWith("workflow")) {
                    nodes.accept(attributes.size());
                }
            });
        }
        return new Disk(files.getCount(), files.getSum(), nodes.getCount());
    }
}
