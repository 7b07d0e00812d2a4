package io.jenkins.plugins.zadig.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 that comes in pieces, cut anywhere. Broken bytes are replaced: they come from what a job wrote. */
final class Utf8Chunks {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer halfCharacter = ByteBuffer.allocate(0);

    /** The characters of a piece, less one whose rest is still to come. */
    CharBuffer next(ByteBuffer bytes) {
        return decode(bytes, false);
    }

    /** Whether decoding and encoding leave a piece as it is: it is ASCII and follows no half character. */
    boolean isPlain(byte[] bytes, int length) {
        if (halfCharacter.hasRemaining()) {
            return false;
        }
        // Eight at once, as a report has millions.
        var piece = ByteBuffer.wrap(bytes, 0, length);
        var all = 0L;
        while (piece.remaining() >= Long.BYTES) {
            all |= piece.getLong();
        }
        while (piece.hasRemaining()) {
            all |= (long) piece.get() << 56;
        }
        return (all & 0x8080808080808080L) == 0;
    }

    /** What is left after the last piece. */
    CharBuffer end() {
        return decode(ByteBuffer.allocate(0), true);
    }

    private CharBuffer decode(ByteBuffer bytes, boolean last) {
        var all = bytes;
        if (halfCharacter.hasRemaining()) {
            all = ByteBuffer.allocate(halfCharacter.remaining() + bytes.remaining());
            all.put(halfCharacter).put(bytes).flip();
        }
        var chars = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, chars, last);
        if (last) {
            decoder.flush(chars);
        }
        halfCharacter = ByteBuffer.allocate(all.remaining()).put(all).flip();
        return chars.flip();
    }
}
