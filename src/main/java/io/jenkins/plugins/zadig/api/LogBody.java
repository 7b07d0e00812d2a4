package io.jenkins.plugins.zadig.api;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/** Reads an archived log as its bytes come and keeps its last lines; of one too large, those that came so far. */
final class LogBody extends StreamedBody<LogTail> {
    /** Largest log that is read. */
    private static final long MAX_BYTES = 512L << 20;

    private final int keep;
    private final long maxBytes;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private final LineSplitter splitter = new LineSplitter(LogText.MAX_LINE, this::line);
    private long total;
    private long size;

    LogBody(int keep) {
        this(keep, MAX_BYTES);
    }

    LogBody(int keep, long maxBytes) {
        this.keep = keep;
        this.maxBytes = maxBytes;
    }

    private void line(String raw) {
        total++;
        if (last.size() == keep) {
            last.removeFirst();
        }
        last.addLast(raw);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
            splitter.feed(buffer);
        }
        if (size > maxBytes) {
            cancel();
            onComplete();
        } else {
            more();
        }
    }

    @Override
    public void onComplete() {
        if (!end.isDone()) {
            splitter.end();
            // A log may look like anything, so nothing of it is told to whoever looks for pages of proxies.
            end.complete(new byte[0]);
        }
    }

    @Override
    public LogTail decode(byte[] nothing) {
        return new LogTail(last.stream().map(LogText::line).toList(), total);
    }
}
