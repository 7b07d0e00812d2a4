package io.jenkins.plugins.zadig.pipelines;

import io.jenkins.plugins.zadig.simulator.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of docs/server-lines.md, which says on which servers what holds. It stands between {@code <!-- name -->} and
 * {@code <!-- end of name -->}; {@code -Dzadig.write} writes it anew.
 *
 * @param entry what an entry of the second column looks like; entries are parted by middle dots
 */
public record LineTable(String name, Pattern entry) {
    private static final Path FILE = Path.of("../../docs/server-lines.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|$");

    /** Lines by age, and the oldest and newest release that does as each. */
    private static final List<Span> SPANS = List.of(
            new Span(Line.V1_18, "1.18", "2.2"),
            new Span(Line.V2_3, "2.3", "3.0"),
            new Span(Line.V3_1, "3.1", "3.1"),
            new Span(Line.V3_2, "3.2", "3.2"),
            new Span(Line.V3_3, "3.3", "3.3"),
            new Span(Line.V3_4_0, "3.4.0", "3.4.0"),
            new Span(Line.V3_4_1, "3.4.1", "3.4.1"),
            new Span(Line.V4_0, "4.0", "4.0"),
            new Span(Line.V4_1, "4.1", "4.1"),
            new Span(Line.V4_2, "4.2", "4.2"),
            new Span(Line.V4_3, "4.3", "4.3"),
            new Span(Line.V5_0, "5.0", "5.0"));

    private record Span(Line line, String oldest, String newest) {}

    /** One line for each span of releases that do alike, by age. */
    public static List<Line> lines() {
        return SPANS.stream().map(Span::line).toList();
    }

    /** Whether tables are written, not checked. */
    public static boolean writes() {
        return System.getProperty("zadig.write") != null;
    }

    /** The table as it stands: for each entry, where it holds. */
    public Map<String, Map<Line, Boolean>> rows() {
        var rows = new LinkedHashMap<String, Map<Line, Boolean>>();
        var marked = marked().matcher(read());
        if (!marked.find()) {
            throw new AssertionError("no table " + name);
        }
        ROW.matcher(marked.group(2))
                .results()
                .filter(row -> !row.group(1).equals("Zadig") && !row.group(1).startsWith("-"))
                .forEach(row -> entry.matcher(row.group(2))
                        .results()
                        .forEach(found -> rows.put(found.group(), byLine(places(row.group(1))))));
        return rows;
    }

    /** What the table says of an entry, of the lines where a range begins or ends. */
    public Map<Line, Boolean> edges(String entry) {
        var said = rows().get(entry);
        if (said == null) {
            throw new AssertionError("-Dzadig.write adds " + entry);
        }
        var edges = new LinkedHashMap<Line, Boolean>();
        var lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            var here = said.get(lines.get(i));
            var before = i == 0 || !said.get(lines.get(i - 1)).equals(here);
            var after = i == lines.size() - 1 || !said.get(lines.get(i + 1)).equals(here);
            if (before || after) {
                edges.put(lines.get(i), here);
            }
        }
        return edges;
    }

    /** Writes it anew. */
    public <T> void write(Stream<T> entries, Function<T, String> text, BiPredicate<T, Line> holds) throws IOException {
        var rows = new LinkedHashMap<String, List<String>>();
        entries.forEach(one -> {
            var places = new BitSet();
            for (int i = 0; i < SPANS.size(); i++) {
                places.set(i, holds.test(one, SPANS.get(i).line()));
            }
            rows.computeIfAbsent(words(places), words -> new ArrayList<>()).add(text.apply(one));
        });
        var table = rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(" · ", row.getValue()) + " |\n")
                .collect(Collectors.joining());
        Files.writeString(
                FILE,
                marked().matcher(read())
                        .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + table + found.group(3))));
    }

    /** The rows without the heading. */
    private Pattern marked() {
        return Pattern.compile("(?s)(<!-- " + name + " -->\n[^\n]*\n[^\n]*\n)(.*?)(<!-- end of " + name + " -->)");
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    private static Map<Line, Boolean> byLine(BitSet places) {
        var byLine = new LinkedHashMap<Line, Boolean>();
        for (int i = 0; i < SPANS.size(); i++) {
            byLine.put(SPANS.get(i).line(), places.get(i));
        }
        return byLine;
    }

    private static BitSet places(String words) {
        return Stream.iterate(1, mask -> mask + 1)
                .limit((1 << SPANS.size()) - 1)
                .map(mask -> BitSet.valueOf(new long[] {mask}))
                .filter(places -> words(places).equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("What is “" + words + "”?"));
    }

    /** Where something holds, in words. */
    private static String words(BitSet places) {
        var all = SPANS.size();
        if (places.cardinality() == all) {
            return "all";
        }
        if (places.cardinality() == all - 1 && places.nextClearBit(0) > 0 && places.nextClearBit(0) < all - 1) {
            return "all but " + SPANS.get(places.nextClearBit(0)).oldest();
        }
        var words = new ArrayList<String>();
        for (int first = places.nextSetBit(0); first >= 0; ) {
            var after = places.nextClearBit(first);
            var from = SPANS.get(first).oldest();
            var to = SPANS.get(after - 1).newest();
            words.add(
                    after == all
                            ? "from " + from + " on"
                            : first == 0 ? "up to " + to : from.equals(to) ? from : from + " to " + to);
            first = places.nextSetBit(after);
        }
        return String.join(", ", words);
    }
}
