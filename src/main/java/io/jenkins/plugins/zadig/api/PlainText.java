package io.jenkins.plugins.zadig.api;

/** Text that somebody else chose, made fit for one line of a log. */
public final class PlainText {
    private static final int MAX_LENGTH = 300;

    private PlainText() {}

    /**
     * One line of at most {@value #MAX_LENGTH} characters, without control characters (so without escape sequences and
     * Jenkins' console notes) and without marks that turn the direction of writing.
     */
    public static String line(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
