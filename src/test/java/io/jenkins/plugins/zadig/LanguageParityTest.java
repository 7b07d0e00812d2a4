package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@link TranslationTest} finds in both languages says the same in them, and in Chinese where it says so. */
class LanguageParityTest {
    private static final String CHINESE = "_zh_CN";
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CODE = Pattern.compile("(?s)<(?:code|pre)>(.*?)</(?:code|pre)>");
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+)");

    /** Files with nothing but names that Chinese readers know by their English names. */
    private static final Set<String> NAMES_ONLY = Set.of("credentials_zh_CN.properties");

    /** What a text in any language may consist of alone. */
    private static final Pattern NAMES = Pattern.compile("\\{\\d}|API Token|Zadig|Jenkins|URL");

    private static final Pattern ENGLISH = Pattern.compile("\\b[a-z]+(?: [a-z]+){3,}\\b");

    @TestFactory
    Stream<DynamicTest> chineseIsChinese() throws Exception {
        return each(CHINESE + ".", file -> {
            if (!NAMES_ONLY.contains(file.getFileName().toString())) {
                assertThat(text(file)).containsPattern(HAN);
            }
        });
    }

    /** Each text, not just some in its file. */
    @TestFactory
    Stream<DynamicTest> eachTextIsChinese() throws Exception {
        return each(CHINESE + ".properties", file -> {
            for (var text : properties(file).values()) {
                if (NAMES.matcher(text.toString()).replaceAll("").matches("(?s).*\\p{L}.*")) {
                    assertThat(text.toString()).containsPattern(HAN);
                }
            }
        });
    }

    /** Names of fields, values and products are shorter than a sentence. */
    @TestFactory
    Stream<DynamicTest> noEnglishIsLeftOver() throws Exception {
        return each(
                CHINESE + ".",
                file -> assertThat(CODE.matcher(text(file)).replaceAll("")).doesNotContainPattern(ENGLISH));
    }

    @TestFactory
    Stream<DynamicTest> englishIsNotChinese() throws Exception {
        return each(".html", file -> {
            if (!file.toString().contains(CHINESE)) {
                assertThat(text(file)).doesNotContainPattern(HAN);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> propertiesHaveATwinWithTheSameKeys() throws Exception {
        return each(".properties", file -> {
            var name = file.getFileName().toString();
            if (!name.contains(CHINESE)) {
                assertThat(keys(file.resolveSibling(name.replace(".properties", CHINESE + ".properties"))))
                        .isEqualTo(keys(file));
            }
        });
    }

    /** A text that no page shows is one that nobody keeps up. */
    @TestFactory
    Stream<DynamicTest> translationsAreOfTextsOnThePage() throws Exception {
        return each(CHINESE + ".properties", file -> {
            var page = file.resolveSibling(file.getFileName().toString().replace(CHINESE + ".properties", ".jelly"));
            if (Files.exists(page)) {
                assertThat(TEXT.matcher(text(page)).results().map(found -> found.group(1)))
                        .containsAll(keys(file));
            }
        });
    }

    /** Names, values and examples are the same in every language. */
    @TestFactory
    Stream<DynamicTest> examplesAreTheSame() throws Exception {
        return each(CHINESE + ".html", file -> {
            var english = file.resolveSibling(file.getFileName().toString().replace(CHINESE, ""));
            assertThat(code(file)).isEqualTo(code(english));
        });
    }

    private static Set<String> code(Path file) throws IOException {
        return CODE.matcher(text(file)).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Stream<DynamicTest> each(String part, Check check) throws Exception {
        var root = Path.of(LanguageParityTest.class.getResource("/index.jelly").toURI())
                .getParent();
        try (var files = Files.walk(root)) {
            var found = files.filter(file -> file.getFileName().toString().contains(part))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream().map(file -> dynamicTest(root.relativize(file).toString(), () -> check.of(file)));
        }
    }

    private static Set<String> keys(Path file) throws IOException {
        return properties(file).stringPropertyNames();
    }

    /** What a reader sees: the values of properties, a page as it is. */
    private static String text(Path file) throws IOException {
        return file.toString().endsWith(".properties")
                ? properties(file).values().toString()
                : Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Properties properties(Path file) throws IOException {
        assertThat(file).exists();
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            properties.load(reader);
        }
        return properties;
    }

    @FunctionalInterface
    private interface Check {
        void of(Path file) throws IOException;
    }
}
