package io.jenkins.plugins.zadig.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What docs/reliability.md says becomes of each operation in each fault. */
final class FaultTable {
    private final Map<String, Map<String, String>> outcomes = new LinkedHashMap<>();
    private final Map<List<String>, String> exceptions = new HashMap<>();
    private final Map<String, String> remedies = new LinkedHashMap<>();
    private final Map<String, String> counts = new LinkedHashMap<>();

    private FaultTable() {}

    static FaultTable read() throws IOException {
        var table = new FaultTable();
        var document = Files.readString(document(), StandardCharsets.UTF_8);
        var outcomes = rows(document, "faults");
        var kinds = outcomes.get(0).subList(1, outcomes.get(0).size());
        for (List<String> row : outcomes.subList(1, outcomes.size())) {
            var cells = new LinkedHashMap<String, String>();
            kinds.forEach(kind -> cells.put(kind, row.get(1 + kinds.indexOf(kind))));
            table.outcomes.put(row.get(0), cells);
        }
        for (List<String> row : body(document, "exceptions")) {
            for (String operation : row.get(0).split(", ")) {
                for (String fault : row.get(1).split(", ")) {
                    table.exceptions.put(List.of(operation, fault), row.get(2));
                }
            }
        }
        body(document, "remedies").forEach(row -> table.remedies.put(row.get(0), row.get(1)));
        body(document, "counts").forEach(row -> table.counts.put(row.get(0), row.get(1)));
        return table;
    }

    static Path document() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/reliability.md"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("No directory above has docs/reliability.md");
            }
        }
        return directory.resolve("docs/reliability.md");
    }

    private static List<List<String>> body(String document, String name) {
        var rows = rows(document, name);
        return rows.subList(1, rows.size());
    }

    /** The cells of a table that follows a comment with its name, without marks of code, the head first. */
    private static List<List<String>> rows(String document, String name) {
        var start = document.indexOf("<!-- " + name + " -->");
        if (start < 0) {
            throw new IllegalArgumentException("No table " + name);
        }
        var rows = new ArrayList<List<String>>();
        document.substring(start)
                .lines()
                .skip(1)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("| ---"))
                .forEach(line -> rows.add(
                        Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                                .map(cell -> cell.replace("`", "").strip())
                                .toList()));
        return rows;
    }

    /** The faults that the table knows. */
    List<String> faults() {
        return List.copyOf(outcomes.keySet());
    }

    /** The operations and faults that are exceptions. */
    Map<List<String>, String> exceptions() {
        return exceptions;
    }

    String outcome(ApiOperation operation, WireFault fault) {
        var cells = outcomes.getOrDefault(fault.title(), Map.of());
        return exceptions.getOrDefault(
                List.of(operation.name(), fault.title()), cells.getOrDefault(operation.kind(), "not in the table"));
    }

    /** What users are told to do about an outcome. */
    String remedy(String outcome) {
        return remedies.getOrDefault(outcome, "not in the table");
    }

    /** How many combinations have each outcome. */
    Map<String, String> counts() {
        return counts;
    }
}
