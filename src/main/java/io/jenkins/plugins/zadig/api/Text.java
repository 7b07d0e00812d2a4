package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Objects;

/** Normal forms of what a server may leave out. */
final class Text {
    private Text() {}

    static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }

    /** An immutable list without nulls; empty for {@code null}, which is how Go sends an empty slice. */
    static <T> List<T> list(@CheckForNull List<T> items) {
        if (items == null) {
            return List.of();
        }
        for (T item : items) {
            if (item == null) {
                return items.stream().filter(Objects::nonNull).toList();
            }
        }
        return List.copyOf(items);
    }
}
