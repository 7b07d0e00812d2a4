package io.jenkins.plugins.zadig.api;

import java.util.regex.Pattern;

/** A line of a job's log, made fit for another log: what a terminal would show of it, without what steers terminals. */
final class LogText {
    /** Longest line that is kept. */
    static final int MAX_LINE = 4_000;

    private static final Pattern ESCAPE_SEQUENCE =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?|[@-Z\\\\-_])");

    /** Control characters but the tabulator, and marks that turn the direction of writing. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}&&[^\\t]]|[\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

    private LogText() {}

    static String line(String raw) {
        var text = raw;
        while (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        // What follows a carriage return is written over what precedes it, as progress bars do.
        text = text.substring(text.lastIndexOf('\r') + 1);
        text = INVISIBLE.matcher(ESCAPE_SEQUENCE.matcher(text).replaceAll("")).replaceAll("");
        return text.length() < MAX_LINE ? text : PlainText.cut(text, MAX_LINE);
    }
}
