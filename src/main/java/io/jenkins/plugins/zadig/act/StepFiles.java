package io.jenkins.plugins.zadig.act;

import hudson.model.Run;
import io.jenkins.plugins.zadig.config.RecordFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The files of one kind that the steps of a build keep in the build's folder, one for each step.
 *
 * @param kind what their names begin with
 */
record StepFiles<T extends Record>(Path folder, String kind, Class<T> type) {
    private static final Logger LOGGER = Logger.getLogger(StepFiles.class.getName());
    private static final String END = ".json";

    static <T extends Record> StepFiles<T> of(Run<?, ?> run, String kind, Class<T> type) {
        return new StepFiles<>(run.getRootDir().toPath().resolve("zadig"), kind, type);
    }

    RecordFile<T> of(String step) {
        return named(kind + "-" + RecordFile.digest(step) + END);
    }

    /** One of them, by its name. */
    RecordFile<T> named(String name) {
        return new RecordFile<>(folder.resolve(name), type);
    }

    /** Those that there are, in no order. */
    List<RecordFile<T>> all() throws IOException {
        var all = new ArrayList<RecordFile<T>>();
        try (var paths = Files.newDirectoryStream(folder, kind + "-*" + END)) {
            paths.forEach(path -> all.add(new RecordFile<>(path, type)));
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "{0} does not exist", folder);
        } catch (DirectoryIteratorException x) {
            throw x.getCause();
        }
        return all;
    }
}
