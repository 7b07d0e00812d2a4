package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.task.LaunchStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * What launches keep, in small files of Jenkins' own folder. There is a limit to how many of a kind there are, as
 * workflows can be made for single builds; then those go that were not written for the longest time.
 */
final class LaunchFiles implements LaunchStore {
    private static final Logger LOGGER = Logger.getLogger(LaunchFiles.class.getName());
    static final int MAX = 1_000;
    private static final int FEWER = MAX * 9 / 10;

    private static Path folder() {
        return Jenkins.get().getRootDir().toPath().resolve("zadig-launches");
    }

    private static Path path(String kind, String name) {
        return folder().resolve(kind + "-" + RecordFile.digest(name) + ".json");
    }

    @Override
    @CheckForNull
    public <T extends Record> T read(String kind, String name, Class<T> type) {
        return new RecordFile<>(path(kind, name), type).read();
    }

    @Override
    public void write(String kind, String name, Record value) {
        try {
            var path = path(kind, name);
            if (!Files.exists(path)) {
                thin(kind);
            }
            RecordFile.write(path, value, false);
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot keep what was launched: " + name);
        }
    }

    private static void thin(String kind) throws IOException {
        var folder = Files.createDirectories(folder());
        try (var files = Files.newDirectoryStream(folder, kind + "-*")) {
            var all = new ArrayList<File>();
            files.forEach(file -> all.add(file.toFile()));
            if (all.size() >= MAX) {
                all.sort(Comparator.comparingLong(File::lastModified));
                for (File oldest : all.subList(0, all.size() - FEWER)) {
                    Files.deleteIfExists(oldest.toPath());
                }
            }
        } catch (DirectoryIteratorException x) {
            throw x.getCause();
        }
    }
}
