package io.jenkins.plugins.zadig.report;

/** Makes what a test wrote fit for the XML file that test results are kept in. */
final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** The text with a replacement for each character that XML cannot hold. */
    static String block(String text) {
        return clean(text, false);
    }

    /** The same in one line. */
    static String line(String text) {
        return clean(text, true).strip();
    }

    private static String clean(String text, boolean line) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var fit = c >= ' ' && c <= '~' ? c : fit(text, i, line);
            if (fit != c && clean == null) {
                clean = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (clean != null) {
                clean.append(fit);
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static char fit(String text, int i, boolean line) {
        var c = text.charAt(i);
        if (c == '\t' || c == '\n' || c == '\r') {
            return line ? ' ' : c;
        }
        if (Character.isISOControl(c) || c >= '\uFFFE') {
            return REPLACEMENT;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)) ? c : REPLACEMENT;
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? c : REPLACEMENT;
        }
        return c;
    }
}
