package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.LogTail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells what is new in a log of which each new connection replays the end, or everything so far (zadig-servers 17.4). A
 * replay that begins as the log did is known up to the number of lines that were passed on. Of any other one the longest
 * beginning that equals the end of what is known is left out.
 */
final class ReplayedTail {
    /** How many lines tell a place in a log. */
    private static final int PROOF = 20;

    private final int keep;
    private final Consumer<String> fresh;
    private final ArrayList<String> known = new ArrayList<>();

    /** The first lines that were passed on. */
    private final ArrayList<String> first = new ArrayList<>();

    /** How many lines were passed on. */
    private long passed;

    /** What came of the replay while it is not told yet how far it is known; else {@code null}. */
    @CheckForNull
    private ArrayList<String> replay;

    /** Where in what is known the replay may have begun. */
    private ArrayList<Integer> starts = new ArrayList<>();

    /** How many lines of the replay are known for sure. */
    private int overlap;

    /** How many lines of a replay from the beginning are still to come that are known. */
    private long toSkip;

    /**
     * A tail.
     *
     * @param keep how many lines a replay of the end has at most
     * @param fresh gets each line once
     */
    ReplayedTail(int keep, Consumer<String> fresh) {
        this.keep = keep;
        this.fresh = fresh;
    }

    void begin() {
        replay = null;
        overlap = 0;
        toSkip = 0;
        starts = new ArrayList<>();
        if (!known.isEmpty()) {
            replay = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                starts.add(i);
            }
        }
    }

    void line(String line) {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        if (replay == null) {
            pass(line);
            return;
        }
        var at = replay.size();
        replay.add(line);
        if (passed > known.size() && replay.equals(first)) {
            // More was passed on than is known, so this is no replay of the end.
            replay = null;
            toSkip = passed - first.size();
            return;
        }
        starts.removeIf(start -> !known.get(start + at).equals(line));
        // What ends with the last known line is an overlap; one that began earlier may turn out to be a longer one.
        if (starts.removeIf(start -> start + at == known.size() - 1)) {
            overlap = at + 1;
        }
        if (starts.isEmpty() && !mayBeWhole()) {
            release();
        }
    }

    private boolean mayBeWhole() {
        var lines = replay;
        return passed > known.size()
                && lines != null
                && lines.size() < first.size()
                && lines.equals(first.subList(0, lines.size()));
    }

    /** A connection has ended. A replay that broke off within what is known brought nothing new. */
    void end() {
        if (replay != null && overlap > 0) {
            release();
        }
        replay = null;
        toSkip = 0;
    }

    /** The last lines that were passed on. */
    List<String> last() {
        return known.subList(Math.max(0, known.size() - keep), known.size());
    }

    /**
     * Passes on what the archived log has after what is known.
     *
     * @return how many lines are missing before them, as the archive does not go back far enough; 0 when none are, or when
     *     it cannot be told where the known lines are in it
     */
    long complete(LogTail log) {
        var lines = log.lines();
        if (known.isEmpty()) {
            lines.forEach(this::pass);
            return 0;
        }
        var begins = log.total() - lines.size();
        var place = place(lines, passed - begins);
        if (place < 0 && passed >= begins) {
            return 0;
        }
        var missing = place < 0 ? begins - passed : 0;
        lines.subList(Math.max(0, place), lines.size()).forEach(this::pass);
        return missing;
    }

    /**
     * Where in a log the lines after the known ones begin; -1 when that cannot be told.
     *
     * @param counted where they should, if everything was passed on from the log's beginning on
     */
    private int place(List<String> log, long counted) {
        var length = Math.min(Math.min(known.size(), log.size()), PROOF);
        if (length == 0) {
            return -1;
        }
        var proof = known.subList(known.size() - length, known.size());
        if (counted >= length
                && counted <= log.size()
                && log.subList((int) counted - length, (int) counted).equals(proof)) {
            return (int) counted;
        }
        var at = Collections.lastIndexOfSubList(log, proof);
        return at < 0 ? -1 : at + length;
    }

    private void release() {
        var lines = replay;
        replay = null;
        if (lines != null) {
            lines.subList(overlap, lines.size()).forEach(this::pass);
        }
    }

    private void pass(String line) {
        known.add(line);
        if (first.size() < PROOF) {
            first.add(line);
        }
        passed++;
        if (known.size() >= 2 * keep) {
            known.subList(0, known.size() - keep).clear();
        }
        fresh.accept(line);
    }
}
