package io.jenkins.plugins.zadig.api;

import java.io.Writer;

/** Keeps the beginning and the end of a text of any length. */
public final class CutText extends Writer {
    private static final String NOTE = "\n...[truncated]...\n";

    private final int half;
    private final StringBuilder head = new StringBuilder();
    private final char[] tail;
    private long afterHead;

    CutText(int max) {
        half = max / 2;
        tail = new char[half];
    }

    /** The text, or its beginning and end with a note in between when it is longer than {@code max} characters. */
    public static String of(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        var half = max / 2;
        return joined(text.substring(0, half), text.substring(text.length() - half));
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        var toHead = Math.min(length, half - head.length());
        head.append(chars, offset, toHead);
        // Only the last of what comes at once can stay.
        var skipped = Math.max(0, length - toHead - half);
        afterHead += skipped;
        for (int i = offset + toHead + skipped; i < offset + length; i++) {
            tail[(int) (afterHead++ % half)] = chars[i];
        }
    }

    @Override
    public String toString() {
        if (afterHead <= half) {
            return head.toString() + new String(tail, 0, (int) afterHead);
        }
        var oldest = (int) (afterHead % half);
        return joined(head.toString(), new String(tail, oldest, half - oldest) + new String(tail, 0, oldest));
    }

    /** A cut between the two halves of a character would leave two broken ones. */
    private static String joined(String head, String tail) {
        var end = Character.isHighSurrogate(head.charAt(head.length() - 1)) ? head.length() - 1 : head.length();
        return head.substring(0, end) + NOTE + (Character.isLowSurrogate(tail.charAt(0)) ? tail.substring(1) : tail);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
