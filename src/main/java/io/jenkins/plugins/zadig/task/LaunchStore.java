package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** Where launches keep what must outlive the controller's process. It may forget what was not written for long. */
public interface LaunchStore {
    /** What was written under a name; {@code null} when nothing was, or when it cannot be read. */
    @CheckForNull
    <T extends Record> T read(String kind, String name, Class<T> type);

    /**
     * Replaces what was written under a name. A failure is not reported: the value is then missing when it is read.
     *
     * @param kind of what is kept, of letters
     */
    void write(String kind, String name, Record value);
}
