package io.jenkins.plugins.zadig.api;

import java.util.regex.Pattern;

/** Text that somebody else chose, made fit for a log or a page. */
public final class PlainText {
    private static final int MAX_LENGTH = 300;

    /** Control characters of both blocks, halves of characters, and marks that turn the direction of writing. */
    private static final String UNFIT = "\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069";

    private static final Pattern UNFIT_FOR_LINE = Pattern.compile("[" + UNFIT + "]+");
    private static final Pattern UNFIT_FOR_TEXT = Pattern.compile("[" + UNFIT + "&&[^\\n\\t]]+");

    private PlainText() {}

    /**
     * One line of at most {@value #MAX_LENGTH} characters, without control characters (so without escape sequences and
     * Jenkins' console notes) and without marks that turn the direction of writing.
     */
    public static String line(String text) {
        var line = UNFIT_FOR_LINE.matcher(text).replaceAll(" ").strip();
        return line.length() <= MAX_LENGTH ? line : cut(line, MAX_LENGTH);
    }

    /** The first {@code length} characters, at most, of a text that has at least so many, and an ellipsis. */
    public static String cut(String text, int length) {
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }

    /** As many lines as there are, of any length; line breaks and tabs are the only control characters. */
    public static String text(String text) {
        return UNFIT_FOR_TEXT.matcher(text).replaceAll(" ").strip();
    }
}
