package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What others wrote does no harm in a log or on a page, and is cut between characters. */
class PlainTextTest {
    @Test
    void lineOfTheGreatestLengthIsWhole() {
        assertThat(PlainText.line("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(PlainText.line("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
    }

    @Test
    void noHalfCharacterIsLeftAtTheCut() {
        assertThat(PlainText.line("x".repeat(299) + "😀😀")).isEqualTo("x".repeat(299) + "…");
        assertThat(PlainText.line("x".repeat(298) + "😀😀")).isEqualTo("x".repeat(298) + "😀…");
    }

    @Test
    void lineHasNeitherBreaksNorControlCharacters() {
        assertThat(PlainText.line(" a\r\n\tb\u001B[8mha:\u202Ec\uD83D ")).isEqualTo("a b [8mha: c");
    }

    @Test
    void textKeepsItsLinesAndTabsOnly() {
        assertThat(PlainText.text("\na\n\tb\u001B[8m\u0000c\u2066d\n")).isEqualTo("a\n\tb [8m c d");
        assertThat(PlainText.text("x".repeat(1_000))).hasSize(1_000);
    }
}
