package io.jenkins.plugins.zadig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table "Access" of docs/permissions.md. */
public final class AccessTable {
    private static final Pattern METHOD = Pattern.compile("`(do[A-Z]\\w*)`");

    private AccessTable() {}

    /**
     * Web methods that answer alike.
     *
     * @param answers to anonymous, Overall/Read, Job/Read, Job/Build, Job/Configure, who may do everything in another
     *     folder, Administer, Jenkins itself, and by GET
     */
    public record Row(String text, List<String> methods, List<String> answers) {
        /** Whether the methods look at nothing but what they are given. */
        public boolean isPlain() {
            return text.startsWith("checks that look") || text.startsWith("fixed lists");
        }
    }

    public static List<Row> read() {
        return documentation()
                .lines()
                .dropWhile(line -> !line.equals("## Access"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| web methods") && !line.startsWith("| ---"))
                .map(AccessTable::row)
                .toList();
    }

    public static Row of(String method) {
        return read().stream()
                .filter(row -> row.methods().contains(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not in the table: " + method));
    }

    private static Row row(String line) {
        var cells = Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
        if (cells.size() != 10) {
            throw new AssertionError("Not ten cells: " + line);
        }
        var methods = METHOD.matcher(cells.get(0))
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
        return new Row(cells.get(0), methods, cells.subList(1, 10));
    }

    private static String documentation() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/permissions.md"))) {
            directory = directory.getParent();
        }
        try {
            return Files.readString(directory.resolve("docs/permissions.md"));
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }
}
