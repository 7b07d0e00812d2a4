package io.jenkins.plugins.zadig.api;

import java.util.regex.Pattern;

/** Text that somebody else chose, made fit for one line of a log. */
public final class PlainText {
    private static final int MAX_LENGTH = 300;

    /** Control characters of both blocks, halves of characters, and marks that turn the direction of writing. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]+");

    private PlainText() {}

    /**
     * One line of at most {@value #MAX_LENGTH} characters, without control characters (so without escape sequences and
     * Jenkins' console notes) and without marks that turn the direction of writing.
     */
    public static String line(String text) {
        var line = UNFIT.matcher(text).replaceAll(" ").strip();
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        var end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return line.substring(0, end) + "…";
    }
}
