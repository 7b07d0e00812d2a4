package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide to messages quotes messages that the plugin has, and leaves out none that a build can fail with. */
class TroubleshootingTest {
    private static final List<String> ROOMS = List.of("act", "config", "order", "report", "wait", "page", "step");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\|.*\\|$");

    private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d[^{}]*(?:\\{[^{}]*}[^{}]*)*}");

    /** What a step says of its own input, or of how a task ended, is with the step. */
    private static final Pattern ELSEWHERE = Pattern.compile("error\\.(ended|letPass|logLines|orders?|withPage)");

    @TestFactory
    Stream<DynamicTest> messagesExist() {
        return Stream.of(new Guide("", "troubleshooting.md"), new Guide("_zh_CN", "troubleshooting.zh-CN.md"))
                .flatMap(guide -> {
                    var messages = guide.messages().values();
                    return guide.rows().stream()
                            .map(row -> dynamicTest(
                                    row,
                                    () -> assertThat(messages)
                                            .as("no message reads like this")
                                            .anyMatch(like(row).asMatchPredicate())));
                });
    }

    /** The tables of errors of docs/steps.md quote parts of messages. */
    @ParameterizedTest
    @CsvSource({"'', steps.md, | error | remedy |", "_zh_CN, steps.zh-CN.md, | 错误 | 处理 |"})
    void errorsOfStepsExist(String language, String file, String header) {
        var messages = new Guide(language, file).messages().values();
        var tables = docs(file).split(Pattern.quote(header));
        assertThat(tables).hasSizeGreaterThan(20);
        for (String table : List.of(tables).subList(1, tables.length)) {
            var rows = table.substring(0, table.indexOf("\n\n") < 0 ? table.length() : table.indexOf("\n\n"));
            for (String row : rows.strip().lines().skip(1).toList()) {
                assertThat(QUOTE.matcher(row.split(" \\| ")[0]).results().map(quote -> quote.group(1)))
                        .isNotEmpty()
                        .allSatisfy(quote -> assertThat(messages)
                                .as("no message has: %s", quote)
                                .anyMatch(partly(quote).asPredicate()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', troubleshooting.md", "_zh_CN, troubleshooting.zh-CN.md"})
    void errorsAreExplained(String language, String file) {
        var guide = new Guide(language, file);
        var rows = guide.rows().stream().map(TroubleshootingTest::like).toList();
        var unexplained = new TreeMap<>(guide.messages());
        unexplained
                .keySet()
                .removeIf(key -> !key.matches("(error|Connection)\\..*")
                        || ELSEWHERE.matcher(key).matches());
        unexplained
                .values()
                .removeIf(message ->
                        rows.stream().anyMatch(row -> row.matcher(message).matches()));
        assertThat(unexplained).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "troubleshooting.md, troubleshooting.zh-CN.md",
        "getting-started.md, getting-started.zh-CN.md",
    })
    void bothLanguagesHaveTheSameParts(String english, String chinese) {
        var parts = Pattern.compile("(?m)^(#+ |\\| )");
        assertThat(parts.matcher(docs(chinese)).results().count())
                .isEqualTo(parts.matcher(docs(english)).results().count());
    }

    /** A row's text, in which dots stand for anything. */
    private static Pattern like(String row) {
        var text = new StringBuilder("(?s)");
        for (String part : row.split("…", -1)) {
            text.append(text.length() == 4 ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(text.toString());
    }

    /** A part of a message, in which dots stand for anything. */
    private static Pattern partly(String quote) {
        return Pattern.compile(Stream.of(quote.split("…", -1))
                .map(part -> Pattern.quote(part.strip()))
                .collect(Collectors.joining(".*", "(?s)", "")));
    }

    private record Guide(String language, String file) {
        List<String> rows() {
            var rows =
                    ROW.matcher(docs(file)).results().map(row -> row.group(1)).toList();
            assertThat(rows).hasSizeGreaterThan(30);
            return rows;
        }

        /** The messages by their keys, with dots for what is filled in. */
        TreeMap<String, String> messages() {
            var messages = new TreeMap<String, String>();
            for (String room : ROOMS) {
                properties(room + "/Messages" + language + ".properties")
                        .forEach((key, message) -> messages.put((String) key, filled((String) message)));
            }
            return messages;
        }

        private static String filled(String message) {
            return ARGUMENT.matcher(message).replaceAll("…").replace("''", "'");
        }

        private static Properties properties(String name) {
            var properties = new Properties();
            try (var stream = TroubleshootingTest.class.getResourceAsStream(name)) {
                assertThat(stream).as(name).isNotNull();
                properties.load(new InputStreamReader(stream, StandardCharsets.ISO_8859_1));
            } catch (IOException x) {
                throw new UncheckedIOException(x);
            }
            return properties;
        }
    }

    private static String docs(String name) {
        return Checkout.read("docs/" + name);
    }
}
