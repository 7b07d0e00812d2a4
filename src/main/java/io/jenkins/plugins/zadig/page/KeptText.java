package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainText;
import java.util.List;
import java.util.function.Function;

/** What a build keeps of texts and lists that somebody else chose: no more than a page can show. */
final class KeptText {
    private static final int MAX_LENGTH = 1_000;

    private KeptText() {}

    /** Of names, which fit into a line. */
    static String line(@CheckForNull String text) {
        return text == null ? "" : PlainText.line(text);
    }

    /** Of messages: at most {@value #MAX_LENGTH} characters, line breaks and tabs as the only control characters. */
    static String message(@CheckForNull String text) {
        if (text == null) {
            return "";
        }
        return PlainText.text(text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…");
    }

    /** Of lists: the first ones. */
    static <T, R> List<R> first(int max, @CheckForNull List<T> items, Function<T, R> kept) {
        return items == null ? List.of() : items.stream().limit(max).map(kept).toList();
    }

    /** A list read from a file, which can lack it or hold nulls. */
    static <T> List<T> list(@CheckForNull List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(item -> item != null).toList();
    }
}
