package io.jenkins.plugins.zadig.hook;

import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.task.Failsafe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps hints until a thread of the plugin's own follows them, one after another. Of several about one task the last
 * is kept. A hint about a further task is dropped when there is no room; polls find what it was about.
 */
final class Inbox {
    private static final Logger LOGGER = Logger.getLogger(Inbox.class.getName());

    private final int capacity;
    private final Executor workers;
    private final Consumer<Hint> reader;
    private final Map<About, Hint> waiting = new LinkedHashMap<>();
    private boolean reading;

    /**
     * An empty one.
     *
     * @param capacity how many tasks can wait for their hints to be followed
     * @param reader follows a hint, without waiting for anything
     */
    Inbox(int capacity, Executor workers, Consumer<Hint> reader) {
        this.capacity = capacity;
        this.workers = workers;
        this.reader = reader;
    }

    private record About(NotificationAddress server, String workflow, long id) {}

    /** Takes a hint; says whether there was room. Returns at once. */
    boolean put(Hint hint) {
        synchronized (waiting) {
            var about = new About(
                    hint.from(), hint.notice().workflow(), hint.notice().id());
            if (waiting.size() >= capacity && !waiting.containsKey(about)) {
                return false;
            }
            waiting.put(about, hint);
            if (reading) {
                return true;
            }
            reading = true;
        }
        // What is not read now is read with the next one, and polls find what it was about.
        Failsafe.run(() -> workers.execute(this::readAll), thrown -> stopReading());
        return true;
    }

    private void readAll() {
        for (var next = take(); next != null; next = take()) {
            var hint = next;
            Failsafe.run(
                    () -> reader.accept(hint),
                    thrown ->
                            LOGGER.log(Level.WARNING, thrown, () -> "A notification from Zadig could not be followed"));
        }
    }

    private void stopReading() {
        synchronized (waiting) {
            reading = false;
        }
    }

    private Hint take() {
        synchronized (waiting) {
            var all = waiting.values().iterator();
            if (!all.hasNext()) {
                reading = false;
                return null;
            }
            var next = all.next();
            all.remove();
            return next;
        }
    }
}
