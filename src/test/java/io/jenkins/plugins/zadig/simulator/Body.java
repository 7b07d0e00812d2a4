package io.jenkins.plugins.zadig.simulator;

import java.io.IOException;
import java.io.OutputStream;

/** A response body that is written as it goes, so that it can stream, drip or break off. */
@FunctionalInterface
interface Body {
    Body EMPTY = out -> {};

    void writeTo(OutputStream out) throws IOException;

    static Body of(byte[] bytes) {
        return out -> out.write(bytes);
    }
}
