package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that people read is there in English and in Chinese, and forms keep to Jenkins' rules for pages. */
class TranslationTest {
    private static final String CHINESE = "_zh_CN";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+)");
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]*field=\"(\\w+)\"");
    private static final Pattern ENTITY = Pattern.compile("&(?!amp;|lt;|gt;|quot;|#)");

    @TestFactory
    Stream<DynamicTest> messagesAreTranslated() throws Exception {
        return each("Messages.properties", english -> {
            var texts = properties(english);
            var translated = properties(chinese(english));
            assertThat(translated.stringPropertyNames()).isEqualTo(texts.stringPropertyNames());
            for (var key : texts.stringPropertyNames()) {
                assertThat(placeholders(translated.getProperty(key)))
                        .as(key)
                        .isEqualTo(placeholders(texts.getProperty(key)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> textsOfPagesAreTranslated() throws Exception {
        return each(".jelly", page -> {
            var keys = new TreeSet<String>();
            var texts = TEXT.matcher(read(page));
            while (texts.find()) {
                keys.add(texts.group(1));
            }
            if (!keys.isEmpty()) {
                var bundle =
                        page.resolveSibling(page.getFileName().toString().replace(".jelly", CHINESE + ".properties"));
                assertThat(properties(bundle).stringPropertyNames()).containsAll(keys);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> fieldsHaveHelpInBothLanguages() throws Exception {
        return each("config.jelly", form -> {
            var fields = FIELD.matcher(read(form));
            while (fields.find()) {
                var help = form.resolveSibling("help-" + fields.group(1) + ".html");
                assertThat(help).exists();
                assertThat(chinese(help)).exists();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> helpHasATwin() throws Exception {
        return each(".html", help -> {
            var name = help.getFileName().toString();
            var twin = name.contains(CHINESE) ? name.replace(CHINESE, "") : name.replace(".html", CHINESE + ".html");
            assertThat(help.resolveSibling(twin)).exists();
            assertThat(read(help)).startsWith("<div>").doesNotContainPattern(ENTITY);
        });
    }

    /** Readers of properties disagree about the encoding, and the format of messages about a lone apostrophe. */
    @TestFactory
    Stream<DynamicTest> propertiesAreReadTheSameEverywhere() throws Exception {
        return each(".properties", file -> {
            assertThat(read(file)).matches("\\p{ASCII}*");
            var texts = properties(file);
            for (var key : texts.stringPropertyNames()) {
                var text = texts.getProperty(key);
                if (PLACEHOLDER.matcher(text).find()) {
                    assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> pagesEscapeAndBringNoScript() throws Exception {
        return each(
                ".jelly",
                page -> assertThat(read(page))
                        .startsWith("<?jelly escape-by-default='true'?>")
                        .doesNotContainPattern("<script|<style|\\sstyle=|\\son[a-z]+=|javascript:"));
    }

    private static Stream<DynamicTest> each(String suffix, Check check) throws IOException, URISyntaxException {
        var root = root();
        try (var files = Files.walk(root)) {
            var found = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            return found.stream().map(file -> dynamicTest(root.relativize(file).toString(), () -> check.of(file)));
        }
    }

    /** Where the resources lie among the classes that were built from them. */
    private static Path root() throws URISyntaxException {
        var known = TranslationTest.class.getResource("/index.jelly");
        return Path.of(known.toURI()).getParent();
    }

    private static Path chinese(Path english) {
        return english.resolveSibling(english.getFileName().toString().replaceFirst("(\\.[a-z]+)$", CHINESE + "$1"));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Properties properties(Path file) throws IOException {
        assertThat(file).exists();
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    @FunctionalInterface
    private interface Check {
        void of(Path file) throws IOException;
    }
}
