package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.api.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The file in a build's directory that keeps a task. It is apart from the build's own file, which is loaded for every page
 * that lists builds, and replaced as a whole, so that a crash leaves the earlier one.
 */
record TaskFile(Path path) {
    private static final Logger LOGGER = Logger.getLogger(TaskFile.class.getName());

    /** Far more than is ever written: whatever is larger is not ours. */
    private static final long MAX_BYTES = 8L << 20;

    /** What it holds; nothing when there is none, or when it cannot be read. */
    KeptTask read() {
        try {
            if (Files.size(path) <= MAX_BYTES) {
                return RecordJson.read(Files.readAllBytes(path), KeptTask.class);
            }
            LOGGER.log(Level.WARNING, "{0} is too large to be read", path);
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "{0} does not exist", path);
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot read " + path);
        }
        return KeptTask.EMPTY;
    }

    void write(KeptTask task) throws IOException {
        var directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        var fresh = Files.createTempFile(directory, "task", ".tmp");
        try {
            Files.write(fresh, RecordJson.write(task));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
