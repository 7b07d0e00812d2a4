package io.jenkins.plugins.zadig.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A plugin file: the files in it, and those in its jar, by their names. */
record Hpi(Map<String, byte[]> files, Map<String, byte[]> jar) {
    static final String JAR = "WEB-INF/lib/zadig.jar";
    static final String MANIFEST = "META-INF/MANIFEST.MF";

    static Hpi read(Path file) throws IOException {
        var files = unzip(Files.readAllBytes(file));
        return new Hpi(files, unzip(files.get(JAR)));
    }

    Attributes manifest() throws IOException {
        return new Manifest(new ByteArrayInputStream(files.get(MANIFEST))).getMainAttributes();
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }
}
