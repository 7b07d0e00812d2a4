package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.RecordJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Keeps what a controller does, written and read again: as long as the store lives, controllers may die. */
public final class MemoryStore implements LaunchStore {
    private final Map<String, byte[]> files = new HashMap<>();

    /** What a backup of this moment has. */
    synchronized MemoryStore copy() {
        var copy = new MemoryStore();
        copy.files.putAll(files);
        return copy;
    }

    @Override
    public synchronized <T extends Record> T read(String kind, String name, Class<T> type) {
        try {
            var file = files.get(kind + " " + name);
            return file == null ? null : RecordJson.read(file, type);
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    @Override
    public synchronized void write(String kind, String name, Record value) {
        files.put(kind + " " + name, RecordJson.write(value));
    }
}
