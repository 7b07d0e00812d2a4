package central.memory;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of the controller, which goes with the JVM. */
public final class TemporaryRoot {
    public static final File DIRECTORY = create();

    private TemporaryRoot() {}

    private static File create() {
        try {
            Path root = Files.createTempDirectory("zadig-preview");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            return root.toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // Others clean up what is left among temporary files.
        }
    }
}
