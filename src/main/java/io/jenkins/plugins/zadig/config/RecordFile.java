package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.RecordJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file of the plugin's own that holds a record. It is replaced as a whole, so a crash leaves the earlier one. It is
 * in a folder of its own in the folder of its owner. It is not written where the owner's folder is gone: the next build
 * or job of the name would take it for its own.
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
            return content();
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot read " + path);
            return null;
        }
    }

    /**
     * The same for a step that may have sent something: what cannot be read, as the disk is broken or too many files are
     * open, is not nothing.
     *
     * @throws AbortException when there is something that cannot be read
     */
    @CheckForNull
    public T load() throws AbortException {
        try {
            return content();
        } catch (IOException x) {
            throw (AbortException) new AbortException(Messages.RecordFile_unreadable(x)).initCause(x);
        }
    }

    @CheckForNull
    private T content() throws IOException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + " is too large to be read");
            }
            return Optional.ofNullable(RecordJson.read(Files.readAllBytes(path), type))
                    .orElseThrow(() -> new IOException(path + " holds nothing"));
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "{0} does not exist", path);
            return null;
        }
    }

    /**
     * Replaces what it holds.
     *
     * @param safely whether a loss of power must not take it away
     * @throws IOException when it cannot be written; what it held is then still there
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
        makeFolder(Objects.requireNonNull(path.getParent()));
        var fresh = path.resolveSibling(UUID.randomUUID() + ".tmp");
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (safely) {
                    channel.force(true);
                }
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Alone, as whatever makes the folders around it as well would bring back what was deleted a moment before. */
    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException x) {
            LOGGER.log(Level.FINEST, "{0} is there", folder);
        }
    }

    /** The name of a file for something that has a name of any characters: 24 hexadecimal digits. */
    public static String digest(String name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException(x);
        }
    }
}
