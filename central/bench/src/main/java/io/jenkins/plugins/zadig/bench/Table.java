package io.jenkins.plugins.zadig.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** All figures of a run. */
final class Table {
    private static final List<String> HEAD = List.of("figure", "value", "unit", "against", "target", "");

    private final List<Figure> figures = new ArrayList<>();

    void add(Figure figure) {
        figures.add(figure);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    boolean met() {
        return figures.stream().allMatch(Figure::met);
    }

    /** As Markdown, so that it can be put into a document as it is. */
    void print(PrintStream out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        figures.forEach(figure -> rows.add(List.of(
                figure.name(),
                figure.number(),
                figure.unit(),
                figure.against(),
                figure.target(),
                figure.met() ? "" : "MISSED")));
        print(out, rows, 2);
    }

    /** Rows of which the first is the head; numbers are in the columns from the second to the one before that, counted from 0. */
    static void print(PrintStream out, List<List<String>> rows, int numbersUntil) {
        var widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        out.println(line(rows.get(0), widths, numbersUntil));
        var rule = new ArrayList<String>();
        for (int i = 0; i < widths.length; i++) {
            rule.add(
                    isNumber(i, numbersUntil)
                            ? "-".repeat(Math.max(2, widths[i]) - 1) + ":"
                            : "-".repeat(Math.max(1, widths[i])));
        }
        out.println(line(rule, widths, numbersUntil));
        rows.subList(1, rows.size()).forEach(row -> out.println(line(row, widths, numbersUntil)));
    }

    private static boolean isNumber(int column, int numbersUntil) {
        return column >= 1 && column < numbersUntil;
    }

    private static String line(List<String> cells, int[] widths, int numbersUntil) {
        var line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            var space = " ".repeat(Math.max(0, widths[i] - cells.get(i).length()));
            line.append(' ')
                    .append(isNumber(i, numbersUntil) ? space + cells.get(i) : cells.get(i) + space)
                    .append(" |");
        }
        return line.toString();
    }
}
