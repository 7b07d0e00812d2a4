package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import hudson.util.FormValidation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyValueTextTest {
    @Test
    void linesAreReadInTheirOrder() {
        assertThat(KeyValueText.parse("LEVEL=release\r\n\r\nB = a=b \nEMPTY=\n"))
                .containsExactly(entry("LEVEL", "release"), entry("B", "a=b"), entry("EMPTY", ""));
        assertThat(KeyValueText.parse("B=1\nA=2\n")).containsExactly(entry("B", "1"), entry("A", "2"));
        assertThat(KeyValueText.parse(null)).isEmpty();
        assertThat(KeyValueText.parse(" \n\n")).isEmpty();
    }

    @Test
    void indentationOfTheWholeTextDoesNotMatter() {
        assertThat(KeyValueText.parse("\n  LEVEL=release\n  NOTES=first\n   second\n  \n"))
                .containsExactly(entry("LEVEL", "release"), entry("NOTES", "first\nsecond"));
    }

    @Test
    void aValueCanHaveSeveralLines() {
        var values = new LinkedHashMap<String, Object>();
        values.put("NOTES", "first\n\n  third");
        values.put("LEVEL", "release");
        var text = KeyValueText.format(values);
        assertThat(text).isEqualTo("NOTES=first\n \n   third\nLEVEL=release");
        assertThat(KeyValueText.parse(text)).isEqualTo(values);
    }

    @Test
    void whatIsNoTextIsShownAsText() {
        assertThat(KeyValueText.format(null)).isEmpty();
        assertThat(KeyValueText.format(Map.of("COUNT", 3))).isEqualTo("COUNT=3");
        assertThat(KeyValueText.format(Map.of("AREAS", List.of("cart", "order"))))
                .isEqualTo("AREAS=cart,order");
    }

    @Test
    void nothingIsLostOfALineWithoutEquals() {
        assertThat(KeyValueText.parse("LEVEL")).isEqualTo(Map.of("LEVEL", ""));
    }

    @Test
    void mistakesAreShownInTheForm() {
        assertThat(KeyValueText.check("A=1\n  more\nB=2\n").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(KeyValueText.check("A=1\nrelease")).hasMessage("“release” is not KEY=value");
        assertThat(KeyValueText.check("A=1\n B=2")).hasMessageContaining("belongs to the value above");
        assertThat(KeyValueText.check("=1").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(KeyValueText.check("A=1\nA=2")).hasMessageContaining("twice");
        assertThat(KeyValueText.check(null).kind).isEqualTo(FormValidation.Kind.OK);
    }
}
