package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent of a workflow's text, and how a text that is none is turned away. */
class WorkflowCodeTest {
    private static final String YAML = """
        # Copied from Zadig
        name: release
        display_name: "发布"
        project: shop   # the shop
        params: &params
          - {name: VERSION, type: string}
        stages:
          - name: build
            jobs:
              - name: build
                type: freestyle
                spec:
                  script: |
                    name: not this one
        again: *params
        """;

    @Test
    void numberThatNothingHoldsIsBroken() {
        var text = "{\"name\":\"w\",\"project\":\"p\",\"n\":1e9999999999}";

        var broken = catchThrowableOfType(WorkflowCode.Broken.class, () -> WorkflowCode.read(text));

        assertThat(broken.fault()).isEqualTo(WorkflowCode.Fault.JSON);
        assertThat(broken.detail()).isEqualTo("a number out of range");
    }

    @Test
    void yamlIsSentAsItIs() throws Exception {
        var code = WorkflowCode.read(YAML);

        assertThat(code.key()).isEqualTo("release");
        assertThat(code.project()).isEqualTo("shop");
        assertThat(code.body()).isEqualTo(new Call.Body("application/yaml", YAML));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\nname: a\nproject: b\n",
                "name: a\nproject: b\n...\n",
                "\uFEFFname: 'a'\nproject: \"b\"",
                "{name: a, project: b}",
                "name: >-\n  a\nproject: |-\n  b\n",
                "%YAML 1.1\n---\nname: a\r\nproject: b\r\n"
            })
    void yamlComesInManyForms(String text) throws Exception {
        var code = WorkflowCode.read(text);

        assertThat(code.key()).isEqualTo("a");
        assertThat(code.project()).isEqualTo("b");
        assertThat(code.body().type()).isEqualTo("application/yaml");
    }

    /** The server's parser reads numbers into text, too. */
    @Test
    void keyMayLookLikeANumber() throws Exception {
        assertThat(WorkflowCode.read("name: 007\nproject: 1.10\n").key()).isEqualTo("007");
        assertThat(WorkflowCode.read("name: 007\nproject: 1.10\n").project()).isEqualTo("1.10");
    }

    @Test
    void jsonIsWrittenSoThatAParserOfYamlCanReadIt() throws Exception {
        var code = WorkflowCode.read("{\n"
                + "\t\"name\": \"a\",\n"
                + "\t\"project\": \"b\", \"icon\": \"\\ud83d\\ude80\", \"n\": 1.25, \"big\":"
                + " 12345678901234567890}");

        assertThat(code.body())
                .isEqualTo(new Call.Body(
                        "application/json",
                        "{\"name\":\"a\",\"project\":\"b\",\"icon\":\"🚀\",\"n\":1.25,\"big\":12345678901234567890}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "|EMPTY||0",
                " \\n|EMPTY||0",
                "# nothing\\n|EMPTY||0",
                "just text|NO_MAPPING||1",
                "\\n- name: a|NO_MAPPING||2",
                "[1]|NO_MAPPING||1",
                "name: a\\n|MISSING|project|0",
                "project: b\\n|MISSING|name|0",
                "{\"name\":\"a\"}|MISSING|project|0",
                "name: [a]\\nproject: b|NO_TEXT|name|1",
                "name: a\\nproject:\\n|NO_TEXT|project|2",
                "{\"name\":{},\"project\":\"b\"}|NO_TEXT|name|0",
                "name: a\\nproject: b\\n---\\nname: c|SEVERAL||4",
                "name: a\\nname: b\\nproject: c|YAML|*|2",
                "name: a\\nproject: b\\n stages: []\\n|YAML|*|3",
                "name: a\\nproject: b\\nstages: [\\n|YAML|*|4",
                "name: a\\n\\tproject: b|YAML|*|2",
                "name: @a\\nproject: b|YAML|*|1",
                "{\"name\": \"a\"\\n \"project\": \"b\"}|JSON|*|2",
                "{\"name\": \"a\", \"project\": \"b\"} x|JSON|*|1",
                "{\"name\": \"a\",\\n \"name\": \"b\", \"project\": \"c\"}|JSON|*|2",
            })
    void whatIsWrongIsSaidWithItsLine(String text, WorkflowCode.Fault fault, String detail, int line) {
        var broken = brokenBy((text == null ? "" : text).replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(broken.fault()).isEqualTo(fault);
        if ("*".equals(detail)) {
            assertThat(broken.detail()).isNotEmpty().doesNotContain("\n");
        } else {
            assertThat(broken.detail()).isEqualTo(detail == null ? "" : detail);
        }
        assertThat(broken.line()).isEqualTo(line);
    }

    @Test
    void allThatAParserSaysIsOneLine() {
        assertThat(brokenBy("name: a\nproject: b\nstages: [\n").detail()).startsWith("while parsing a flow node, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: a\nproject: b\npassword: hunter2\n  x: y: z\n",
                "name: a\nproject: b\npassword: \"hunter2\n",
                "{\"name\": \"a\", \"password\": hunter2 ]",
                "name: a\nproject: b\n*hunter2 : &hunter2\n - ]",
            })
    void faultsQuoteNothingOfTheText(String text) {
        assertThat(brokenBy(text).detail() + brokenBy(text).getMessage()).doesNotContain("hunter2");
    }

    /** Nothing is built from what is read, so there is nothing to blow up or to be tricked into. */
    @Test
    void hostileTextDoesNoHarm() throws Exception {
        var laughs = new StringBuilder("name: a\nproject: b\na0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThat(WorkflowCode.read(laughs.toString()).key()).isEqualTo("a");
        assertThat(WorkflowCode.read("name: a\n"
                                + "project: b\n"
                                + "x: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]\n")
                        .key())
                .isEqualTo("a");
        assertThat(brokenBy("name: a\nproject: b\nx: " + "[".repeat(100_000)).fault())
                .isEqualTo(WorkflowCode.Fault.YAML);
        var head = "name: a\nproject: b\nx: ";
        assertThat(WorkflowCode.read(head + "y".repeat(WorkflowCode.MAX_BYTES - head.length()))
                        .key())
                .isEqualTo("a");
        assertThat(brokenBy(head + "y".repeat(WorkflowCode.MAX_BYTES - head.length() + 1))
                        .fault())
                .isEqualTo(WorkflowCode.Fault.TOO_LARGE);
    }

    private static WorkflowCode.Broken brokenBy(String text) {
        return catchThrowableOfType(WorkflowCode.Broken.class, () -> WorkflowCode.read(text));
    }
}
