package io.jenkins.plugins.zadig.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void goodTextIsNotTouched() {
        var text = "a\tb\r\nc é 测试 😀 \uE000";
        assertThat(CleanText.block(text)).isSameAs(text);
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(CleanText.block("a\u0000b\u001B[31mc\u007F\u0085d\uFFFE\uFFFF"))
                .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFD\uFFFDd\uFFFD\uFFFD");
    }

    @Test
    void halvesOfCharactersAreReplaced() {
        assertThat(CleanText.block("\uDE00a\uD83Db\uD83D\uDE00c\uD83D")).isEqualTo("\uFFFDa\uFFFDb\uD83D\uDE00c\uFFFD");
    }

    @Test
    void lineHasNoBreaks() {
        assertThat(CleanText.line(" a\r\nb\tc ")).isEqualTo("a  b c");
    }
}
