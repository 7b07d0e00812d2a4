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
    private static final Pattern WAY = Pattern.compile("`(\\w+\\.get\\w+)`");

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
        return rows("## Access", "| web methods", 10, METHOD);
    }

    /** The pages, and the getters by which the web reaches them; of {@code by GET} there is no column. */
    public static List<Row> pages() {
        return rows("### Pages", "| pages", 9, WAY);
    }

    /** All those getters, sorted. */
    static List<String> ways() {
        return pages().stream().flatMap(row -> row.methods().stream()).sorted().toList();
    }

    private static List<Row> rows(String title, String head, int cells, Pattern name) {
        return documentation()
                .lines()
                .dropWhile(line -> !line.equals(title))
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> row(line, cells, name))
                .toList();
    }

    public static Row of(String method) {
        return read().stream()
                .filter(row -> row.methods().contains(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not in the table: " + method));
    }

    private static Row row(String line, int count, Pattern name) {
        var cells = Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
        if (cells.size() != count) {
            throw new AssertionError("Not " + count + " cells: " + line);
        }
        var methods = name.matcher(cells.get(0))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        return new Row(cells.get(0), methods, cells.subList(1, count));
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
