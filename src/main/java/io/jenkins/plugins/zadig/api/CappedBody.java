package io.jenkins.plugins.zadig.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads an answer into memory and stops the exchange once it is larger than allowed. */
final class CappedBody<T> extends StreamedBody<T> {
    /** The answer was larger than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int maxBytes) {
            this("larger than " + maxBytes + " bytes");
        }

        TooLarge(String message) {
            super(message);
        }
    }

    private final int maxBytes;
    private final Transport.Decoder<T> decoder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    CappedBody(int maxBytes, Transport.Decoder<T> decoder) {
        this.maxBytes = maxBytes;
        this.decoder = decoder;
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (end.isDone()) {
                return;
            }
            if (bytes.size() + (long) buffer.remaining() > maxBytes) {
                cancel();
                end.completeExceptionally(new TooLarge(maxBytes));
                return;
            }
            var chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
        more();
    }

    @Override
    public void onComplete() {
        end.complete(bytes.toByteArray());
    }

    @Override
    public T decode(byte[] body) throws IOException {
        return decoder.decode(body);
    }
}
