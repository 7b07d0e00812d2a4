package io.jenkins.plugins.zadig.bench;

import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.List;

/** Somebody who waits for tasks, many at once. */
interface Peer {
    /** What a peer tells of its waits. */
    interface Heard {
        /** The server has told for the first time how the task is. */
        void looked();

        /** The task is known to have ended; there may be more to know. */
        void noticed(TaskRef task);

        /** The task has ended, and the wait is over. */
        void ended(TaskRef task);

        /** A line of a log is on the console. */
        void line(String line);
    }

    void await(TaskRef task);

    /** Puts the log of a job that runs on a console, line by line. */
    default void follow(TaskRef task, String job) {
        throw new UnsupportedOperationException("Does not follow logs");
    }

    /** Lets so many browsers show the page of each build that waits, until it is over. */
    default void browse(int browsers) {
        throw new UnsupportedOperationException("Has no page");
    }

    /** How often browsers have asked for the state of a page, and how many bytes they got. */
    default List<Long> browsed() {
        throw new UnsupportedOperationException("Has no page");
    }

    /** Where the server may tell of its tasks: an address, to which a server's name is to be added, and a secret. */
    default String listen() {
        throw new UnsupportedOperationException("Only polls");
    }

    /** From now on, of a hundred notifications so many are lost, at random. */
    default void lose(int percent) {
        throw new UnsupportedOperationException("Only polls");
    }

    /** The tasks whose notifications were lost, as {@code workflow/number}. */
    default List<String> lost() {
        throw new UnsupportedOperationException("Only polls");
    }

    /** How many requests a second each server gets from now on. */
    default void budget(int requestsPerSecond) {
        throw new UnsupportedOperationException("Has none");
    }

    /** How often it was said that notifications are not relied on any more. */
    default int fallBacks() {
        throw new UnsupportedOperationException("Only polls");
    }

    /** Ends listening, with whatever the web server in front of it keeps. */
    default void hush() {
        throw new UnsupportedOperationException("Only polls");
    }
}
