package io.jenkins.plugins.zadig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The files of a controller that runs: it replaces them, so those that are gone in between are passed over. */
public final class FilesInUse {
    /** What to do with a file; it may find that it is gone. */
    @FunctionalInterface
    public interface Visit {
        void file(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private FilesInUse() {}

    /** Visits the regular files below a directory that there is. */
    public static void visit(Path directory, Visit visit) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()) {
                        try {
                            visit.file(file, attributes);
                        } catch (NoSuchFileException x) {
                            return visitFileFailed(file, x);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }
}
