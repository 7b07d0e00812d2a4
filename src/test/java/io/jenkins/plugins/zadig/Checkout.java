package io.jenkins.plugins.zadig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tree that a test was built from: both builds run in different directories of it. */
public final class Checkout {
    private Checkout() {}

    public static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/steps.md"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("No directory above has docs/steps.md");
            }
        }
        return directory;
    }

    static String read(String file) {
        return read(root().resolve(file));
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }
}
