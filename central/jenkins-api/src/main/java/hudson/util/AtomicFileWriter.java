package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes a file beside the one that it replaces at the end. */
public class AtomicFileWriter extends Writer {
    private final Path destination;
    private final Path fresh;
    private final Writer core;
    private final boolean integrityOnClose;

    /** Begins to write; folders that are missing are made. */
    public AtomicFileWriter(
            @NonNull Path destinationPath, @NonNull Charset charset, boolean integrityOnFlush, boolean integrityOnClose)
            throws IOException {
        destination = destinationPath;
        this.integrityOnClose = integrityOnClose;
        var folder = Objects.requireNonNull(destinationPath.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        fresh = Files.createTempFile(folder, destinationPath.getFileName() + "-atomic", "tmp");
        core = Files.newBufferedWriter(fresh, charset);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        core.write(text, from, length);
    }

    @Override
    public void flush() throws IOException {
        core.flush();
    }

    @Override
    public void close() throws IOException {
        core.close();
    }

    /** Lets the file be as it was; does nothing after {@link #commit}. */
    public void abort() throws IOException {
        close();
        Files.deleteIfExists(fresh);
    }

    /** Replaces the file. */
    public void commit() throws IOException {
        close();
        if (integrityOnClose) {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        Files.move(fresh, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
