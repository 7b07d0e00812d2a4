package io.jenkins.plugins.zadig.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Hands a body to WireMock, which sends it by {@code transferTo} and flushes nothing on its own; reading it, as
 * WireMock does for its journal, finds nothing.
 */
final class StreamedBody extends InputStream {
    private final Body body;

    StreamedBody(Body body) {
        this.body = body;
    }

    @Override
    public int read() {
        return -1;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        body.writeTo(out);
        return 0;
    }
}
