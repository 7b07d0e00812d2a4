package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutTextTest {
    private static final String NOTE = "\n...[truncated]...\n";

    @Test
    void shortTextStaysAsItIs() {
        assertThat(CutText.of("0123456789", 10)).isEqualTo("0123456789");
    }

    @Test
    void longTextKeepsItsBeginningAndItsEnd() {
        assertThat(CutText.of("0123456789x", 10)).isEqualTo("01234" + NOTE + "6789x");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 30})
    void pieceByPieceItIsTheSame(int piece) {
        for (int length = 0; length < 30; length++) {
            var text = "abcdefghijklmnopqrstuvwxyz0123456789".substring(0, length);
            var cut = new CutText(10);
            for (int at = 0; at < length; at += piece) {
                cut.write(text.toCharArray(), at, Math.min(piece, length - at));
            }
            assertThat(cut).hasToString(CutText.of(text, 10));
        }
    }

    @Test
    void noHalfCharacterIsLeftAtTheCut() {
        assertThat(CutText.of("ab😀cdefgh😀ij", 6)).isEqualTo("ab" + NOTE + "ij");
    }
}
