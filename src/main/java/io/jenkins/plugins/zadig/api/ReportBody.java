package io.jenkins.plugins.zadig.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a test report as its bytes come, one buffer at a time. Only the first few are kept, by which an answer that is
 * no report is recognised. Broken UTF-8 is replaced: it comes from what a test wrote.
 */
final class ReportBody<C extends Consumer<TestCase>> extends StreamedBody<C> {
    /** Largest report that is read; far above what memory allows to be read at once. */
    private static final int MAX_BYTES = 512 << 20;

    private static final int MAX_START = 64;

    private final C cases;
    private final int maxBytes;
    private final ReportParser parser;
    private final Utf8Chunks text = new Utf8Chunks();
    private final ByteBuffer firstBytes = ByteBuffer.allocate(MAX_START);
    /** A piece of the report; read from an array twice as fast as from a buffer. */
    private byte[] piece = new byte[0];

    private long size;
    private Exception broken;

    ReportBody(C cases) {
        this(cases, MAX_BYTES);
    }

    ReportBody(C cases, int maxBytes) {
        this.cases = cases;
        this.maxBytes = maxBytes;
        parser = new ReportParser(cases);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (end.isDone()) {
                return;
            }
            read(buffer);
        }
        more();
    }

    private void read(ByteBuffer buffer) {
        size += buffer.remaining();
        if (size > maxBytes) {
            cancel();
            end.completeExceptionally(new CappedBody.TooLarge(maxBytes));
            return;
        }
        firstBytes.put(
                buffer.duplicate().limit(buffer.position() + Math.min(buffer.remaining(), firstBytes.remaining())));
        try {
            feed(buffer);
        } catch (IOException | RuntimeException x) {
            cancel();
            fail(x);
        }
    }

    private void feed(ByteBuffer buffer) throws IOException {
        var length = buffer.remaining();
        if (piece.length < length) {
            piece = new byte[length];
        }
        buffer.get(piece, 0, length);
        if (text.isPlain(piece, length)) {
            parser.feed(piece, length);
        } else {
            feed(text.next(ByteBuffer.wrap(piece, 0, length)));
        }
    }

    private void feed(CharBuffer characters) throws IOException {
        var bytes = StandardCharsets.UTF_8.encode(characters);
        parser.feed(bytes.array(), bytes.remaining());
    }

    private void fail(Exception x) {
        broken = x;
        complete();
    }

    @Override
    public void onComplete() {
        try {
            feed(text.end());
            parser.end();
            complete();
        } catch (IOException | RuntimeException x) {
            fail(x);
        }
    }

    private void complete() {
        var bytes = new byte[firstBytes.position()];
        firstBytes.flip().get(bytes);
        end.complete(bytes);
    }

    @Override
    public C decode(byte[] body) throws IOException {
        if (broken instanceof IOException unreadable) {
            throw unreadable;
        }
        if (broken instanceof RuntimeException defect) {
            throw defect;
        }
        return cases;
    }
}
