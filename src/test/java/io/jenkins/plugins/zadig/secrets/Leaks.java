package io.jenkins.plugins.zadig.secrets;

import io.jenkins.plugins.zadig.FilesInUse;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Searches what the plugin produces for secrets that the simulator gave it, and remembers where it found which. */
public final class Leaks {
    /** What all tests produce. */
    public static final Leaks SUITE = new Leaks();

    /** By a part that each secret of a kind has, plain or as Base64. */
    private static final Map<String, String> MARKS = marks();

    private final Set<String> found = new LinkedHashSet<>();

    private static Map<String, String> marks() {
        var marks = new LinkedHashMap<String, String>();
        // {"alg":"HS256 in Base64, with which each token begins; what follows differs.
        marks.put("eyJhbGciOiJIUzI1Ni", "an API token");
        marks.put("ZXlKaGJHY2lPaUpJVXpJMU5p", "an API token as Base64");
        marks.put("QmVhcmVyIGV5Sm", "an Authorization header as Base64");
        marks.put("cGxhbnRlZC", "a planted secret as Base64");
        PlantedSecrets.ALL.forEach(secret -> marks.put(secret, secret.replaceAll("-[^-]*$", "")));
        return marks;
    }

    public void search(String where, String text) {
        MARKS.forEach((mark, kind) -> {
            if (text.contains(mark)) {
                synchronized (found) {
                    found.add(kind + " in " + where);
                }
            }
        });
    }

    /** Secrets are ASCII, which looks alike in all that is written, serialised objects too. */
    public void search(String where, byte[] bytes) {
        search(where, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** All of its messages, with those of its causes. */
    private void failure(String where, Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        search(where + " (" + thrown.getClass().getSimpleName() + ")", text.toString());
        serialised(where + " (fields of " + thrown.getClass().getSimpleName() + ")", thrown);
    }

    /** What it says of itself, with its causes if it is a failure, and what of it is written. */
    public void search(String where, Object value) {
        if (value instanceof Throwable thrown) {
            failure(where, thrown);
        } else if (value != null) {
            search(where + " (toString of " + value.getClass().getSimpleName() + ")", value.toString());
            serialised(where + " (" + value.getClass().getSimpleName() + ")", value);
        }
    }

    private void serialised(String where, Object value) {
        if (!(value instanceof Serializable)) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException x) {
            // A test's own object in it; whatever was written before it counts.
            search(where, bytes.toByteArray());
            return;
        }
        search(where, bytes.toByteArray());
    }

    /** The files below a directory that were written since. */
    public void search(Path directory, FileTime since) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        FilesInUse.visit(directory, (file, attributes) -> {
            if (attributes.lastModifiedTime().compareTo(since) >= 0) {
                search("the file " + directory.relativize(file), Files.readAllBytes(file));
            }
        });
    }

    /** What was found since this was asked last. */
    public List<String> drain() {
        synchronized (found) {
            var all = new ArrayList<>(found);
            found.clear();
            return all;
        }
    }
}
