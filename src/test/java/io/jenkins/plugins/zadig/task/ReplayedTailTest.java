package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.LogTail;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each line comes once, although every connection begins with the tail. */
class ReplayedTailTest {
    private final List<String> fresh = new ArrayList<>();
    private final ReplayedTail tail = new ReplayedTail(4, fresh::add);

    private void connection(String... lines) {
        tail.begin();
        for (String line : lines) {
            tail.line(line);
        }
        tail.end();
    }

    @Test
    void replayThatWasKnownWholly() {
        connection("a", "b");
        connection("a", "b");
        assertThat(fresh).containsExactly("a", "b");
    }

    @Test
    void replayThatGoesOn() {
        connection("a", "b");
        connection("a", "b", "c");
        connection("b", "c", "d", "e");
        assertThat(fresh).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void newLinesComeAtOnceOnceTheReplayIsOver() {
        connection("a", "b");
        tail.begin();
        tail.line("a");
        tail.line("b");
        tail.line("c");
        assertThat(fresh).containsExactly("a", "b", "c");
    }

    @Test
    void linesThatRepeatThemselves() {
        connection("x", "x", "y");
        connection("x", "x", "y", "x", "x");
        assertThat(fresh).containsExactly("x", "x", "y", "x", "x");
    }

    @Test
    void shorterBeginningMayTurnOutToBeTheOverlap() {
        connection("x", "y", "x");
        connection("x", "z");
        assertThat(fresh).containsExactly("x", "y", "x", "z");
    }

    @Test
    void gapIsNotMistakenForARepetition() {
        connection("a", "b");
        connection("p", "q", "r", "s");
        assertThat(fresh).containsExactly("a", "b", "p", "q", "r", "s");
    }

    @Test
    void replayThatBreaksOffBringsNothing() {
        connection("a", "b", "c");
        connection("a", "b");
        connection("a", "b", "c", "d");
        assertThat(fresh).containsExactly("a", "b", "c", "d");
    }

    @Test
    void replayThatBreaksOffIsRatherRepeatedThanLost() {
        connection("x", "y", "x");
        connection("x", "y");
        assertThat(fresh).containsExactly("x", "y", "x", "y");
        connection("y", "x", "y", "z");
        assertThat(fresh).containsExactly("x", "y", "x", "y", "z");
    }

    private static LogTail archive(long total, String... lines) {
        return new LogTail(List.of(lines), total);
    }

    @Test
    void archiveCompletesWhatIsMissing() {
        connection("b", "c");
        assertThat(tail.complete(archive(4, "a", "b", "c", "d"))).isZero();
        assertThat(fresh).containsExactly("b", "c", "d");
        assertThat(tail.complete(archive(2, "another", "log"))).isZero();
        assertThat(fresh).containsExactly("b", "c", "d");
    }

    @Test
    void archiveStandsInWhenNothingCame() {
        assertThat(tail.complete(archive(2, "a", "b"))).isZero();
        assertThat(fresh).containsExactly("a", "b");
        assertThat(tail.last()).containsExactly("a", "b");
    }

    @Test
    void archiveOfLinesThatRepeatThemselvesIsCounted() {
        connection("tick", "tick");
        tail.complete(archive(5, "tick", "tick", "tick", "tick", "tick"));
        assertThat(fresh).hasSize(5);
    }

    @Test
    void gapBeforeTheArchiveIsTold() {
        connection("1", "2");
        assertThat(tail.complete(archive(9, "7", "8", "9"))).isEqualTo(4);
        assertThat(fresh).containsExactly("1", "2", "7", "8", "9");
    }

    @Test
    void wholeLogThatIsReplayedComesOnce() {
        var log = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            log.add("line " + i);
        }
        connection(log.toArray(String[]::new));
        log.add("new");
        connection(log.toArray(String[]::new));
        assertThat(fresh).containsExactlyElementsOf(log);

        // A connection that breaks off while it replays brings nothing.
        connection(log.subList(0, 25).toArray(String[]::new));
        log.add("newer");
        connection(log.toArray(String[]::new));
        assertThat(fresh).containsExactlyElementsOf(log);
    }

    @Test
    void remembersNoMoreThanAReplayHas() {
        connection("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(tail.last()).containsExactly("6", "7", "8", "9");
        connection("6", "7", "8", "9", "10");
        assertThat(fresh).hasSize(10);
    }
}
