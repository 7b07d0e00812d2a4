package io.jenkins.plugins.zadig.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells what is new in a log of which each new connection replays the tail (zadig-servers 17.4): the longest beginning
 * of a replay that equals the end of what is known is left out.
 */
final class ReplayedTail {
    /** How many lines tell a place in a log. */
    private static final int PROOF = 20;

    private final int keep;
    private final Consumer<String> fresh;
    private final ArrayList<String> known = new ArrayList<>();

    /** What came of the replay while it is not told yet how far it is known; else {@code null}. */
    private ArrayList<String> replay;

    /** Where in what is known the replay may have begun. */
    private ArrayList<Integer> starts = new ArrayList<>();

    /** How many lines of the replay are known for sure. */
    private int overlap;

    /**
     * A tail.
     *
     * @param keep how many lines a replay has at most
     * @param fresh gets each line once
     */
    ReplayedTail(int keep, Consumer<String> fresh) {
        this.keep = keep;
        this.fresh = fresh;
    }

    /** A connection begins. */
    void begin() {
        replay = null;
        overlap = 0;
        starts = new ArrayList<>();
        if (!known.isEmpty()) {
            replay = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                starts.add(i);
            }
        }
    }

    void line(String line) {
        if (replay == null) {
            pass(line);
            return;
        }
        var at = replay.size();
        replay.add(line);
        starts.removeIf(start -> !known.get(start + at).equals(line));
        // What ends with the last known line is an overlap; one that began earlier may turn out to be a longer one.
        if (starts.removeIf(start -> start + at == known.size() - 1)) {
            overlap = at + 1;
        }
        if (starts.isEmpty()) {
            release();
        }
    }

    /** A connection has ended. A replay that broke off within what is known brought nothing new. */
    void end() {
        if (replay != null && overlap > 0) {
            release();
        }
        replay = null;
    }

    /** The last lines that were passed on. */
    List<String> last() {
        return known.subList(Math.max(0, known.size() - keep), known.size());
    }

    /**
     * Passes on what the whole log has after what is known; nothing when it cannot be told where that is.
     *
     * @param log its last lines
     */
    void complete(List<String> log) {
        if (known.isEmpty()) {
            log.forEach(this::pass);
            return;
        }
        var length = Math.min(Math.min(known.size(), log.size()), PROOF);
        var at = Collections.lastIndexOfSubList(log, known.subList(known.size() - length, known.size()));
        if (length > 0 && at >= 0) {
            log.subList(at + length, log.size()).forEach(this::pass);
        }
    }

    private void release() {
        var lines = replay;
        replay = null;
        lines.subList(overlap, lines.size()).forEach(this::pass);
    }

    private void pass(String line) {
        known.add(line);
        if (known.size() >= 2 * keep) {
            known.subList(0, known.size() - keep).clear();
        }
        fresh.accept(line);
    }
}
