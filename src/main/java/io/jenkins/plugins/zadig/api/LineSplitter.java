package io.jenkins.plugins.zadig.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.function.Consumer;

/** Makes lines of the bytes of a log as they come; of a long line only the beginning is kept. */
final class LineSplitter {
    private final Utf8Chunks chunks = new Utf8Chunks();
    private final StringBuilder line = new StringBuilder();
    private final int maxLength;
    private final Consumer<String> lines;

    /** Whether a line has begun, of which perhaps nothing is kept. */
    private boolean open;

    /**
     * A splitter.
     *
     * @param maxLength longest line in characters
     * @param lines gets each line without its end
     */
    LineSplitter(int maxLength, Consumer<String> lines) {
        this.maxLength = maxLength;
        this.lines = lines;
    }

    void feed(ByteBuffer bytes) {
        take(chunks.next(bytes));
    }

    /** Ends the last line, if it has not ended. */
    void end() {
        take(chunks.end());
        if (open) {
            emit();
        }
    }

    private void take(CharBuffer text) {
        while (text.hasRemaining()) {
            var next = text.get();
            if (next == '\n') {
                emit();
            } else {
                open = true;
                if (line.length() < maxLength) {
                    line.append(next);
                }
            }
        }
    }

    private void emit() {
        var text = line.toString();
        line.setLength(0);
        open = false;
        lines.accept(text);
    }
}
