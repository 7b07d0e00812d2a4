package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a map: a line {@code KEY=value} each. A line that begins with a tab or space belongs to the value above it,
 * so that a value can have several lines.
 */
public final class KeyValueText {
    private static final Pattern PAIR = Pattern.compile("^\\s+\\w+\\s*=");

    private KeyValueText() {}

    /** A map that a form shows as such a text; {@code null} is an empty one. */
    public static TextMap of(String field, @CheckForNull Map<String, Object> values) {
        return new TextMap(field, values, KeyValueText::format, KeyValueText::parse);
    }

    /**
     * Reads a text; {@code null} is an empty one. Nothing is lost: a line without {@code =} is a key with an empty
     * value.
     */
    public static Map<String, Object> parse(@CheckForNull String text) {
        var values = new LinkedHashMap<String, String>();
        String key = null;
        for (String line : lines(text)) {
            if (key != null && isContinuation(line)) {
                values.put(key, values.get(key) + "\n" + line.substring(1));
            } else if (!line.isBlank()) {
                key = key(line);
                values.put(
                        key,
                        line.contains("=")
                                ? line.substring(line.indexOf('=') + 1).trim()
                                : "");
            }
        }
        values.replaceAll((name, value) -> value.stripTrailing());
        return new LinkedHashMap<>(values);
    }

    /** The text of a map, empty for {@code null}. */
    public static String format(@CheckForNull Map<String, ?> values) {
        return values == null
                ? ""
                : values.entrySet().stream()
                        .map(entry -> entry.getKey() + "="
                                + PlainValues.shown(entry.getValue()).replaceAll("\\R", "\n "))
                        .collect(Collectors.joining("\n"));
    }

    /** Warns of a text that may mean something else than its author wants. */
    public static FormValidation check(@CheckForNull String text) {
        var keys = new HashSet<String>();
        for (String line : lines(text)) {
            if (isContinuation(line)) {
                if (PAIR.matcher(line).find()) {
                    return FormValidation.warning(Messages.KeyValueText_continued(line.trim()));
                }
            } else if (!line.contains("=") || key(line).isEmpty()) {
                return FormValidation.error(Messages.KeyValueText_noPair(line.trim()));
            } else if (!keys.add(key(line))) {
                return FormValidation.warning(Messages.KeyValueText_twice(key(line)));
            }
        }
        return FormValidation.ok();
    }

    /** The lines, without what the whole text is indented by. */
    private static List<String> lines(@CheckForNull String text) {
        var lines = Util.fixNull(text).split("\\R");
        var indent = Arrays.stream(lines)
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line ->
                        line.substring(0, line.length() - line.stripLeading().length()))
                .orElse("");
        return Arrays.stream(lines)
                .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static boolean isContinuation(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    private static String key(String line) {
        return (line.contains("=") ? line.substring(0, line.indexOf('=')) : line).trim();
    }
}
