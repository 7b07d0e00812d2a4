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
        return PlainText.text(text.length() <= MAX_LENGTH ? text : PlainText.cut(text, MAX_LENGTH));
    }

    static List<String> lines(List<String> texts) {
        return first(Integer.MAX_VALUE, texts, KeptText::line);
    }

    static <T, R> List<R> first(int max, List<T> items, Function<T, R> kept) {
        return items.stream().limit(max).map(kept).toList();
    }
}
