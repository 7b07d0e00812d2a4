package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.zadig.api.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file of the plugin's own that holds a record. It is replaced as a whole, so that a crash leaves the earlier one.
 *
 * @param type of the record
 */
public record RecordFile<T extends Record>(Path path, Class<T> type) {
    private static final Logger LOGGER = Logger.getLogger(RecordFile.class.getName());

    /** Far more than is ever written: whatever is larger is not ours. */
    private static final long MAX_BYTES = 8L << 20;

    /** What it holds; {@code null} when there is none, or when it cannot be read, which is logged. */
    @CheckForNull
    public T read() {
        try {
            if (Files.size(path) <= MAX_BYTES) {
                return RecordJson.read(Files.readAllBytes(path), type);
            }
            LOGGER.log(Level.WARNING, "{0} is too large to be read", path);
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "{0} does not exist", path);
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot read " + path);
        }
        return null;
    }

    /**
     * Replaces what it holds.
     *
     * @param safely whether a loss of power must not take it away
     */
    public void write(T value, boolean safely) throws IOException {
        write(path, value, safely);
    }

    /** The same for who only writes. */
    static void write(Path path, Record value, boolean safely) throws IOException {
        write(path, new String(RecordJson.write(value), StandardCharsets.UTF_8), safely);
    }

    /** The same for a file of plain text. */
    public static void write(Path path, String content, boolean safely) throws IOException {
        try (var writer = new AtomicFileWriter(path, StandardCharsets.UTF_8, false, safely)) {
            try {
                writer.write(content);
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }

    /** What a file is called by that belongs to something with a name of any kind. */
    public static String digest(String name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException(x);
        }
    }
}
