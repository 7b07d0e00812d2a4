package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that people read is there in English and in Chinese, and forms keep to Jenkins' rules for pages. */
class TranslationTest {
    private static final String CHINESE = "_zh_CN";
    private static final String DESCRIPTOR = "$DescriptorImpl.class";
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

    /** A text that no class of its package asks for is one that nobody keeps up. */
    @TestFactory
    Stream<DynamicTest> messagesAreUsed() throws Exception {
        return each("Messages.properties", english -> {
            var sources = sources(root().relativize(english.getParent()));
            for (var key : properties(english).stringPropertyNames()) {
                if (!Files.exists(english.resolveSibling(key.replace(".displayName", DESCRIPTOR)))) {
                    assertThat(sources).containsPattern("\\bMessages(\\.|::)_?" + key.replaceAll("\\W", "_") + "\\b");
                }
            }
        });
    }

    /** A descriptor that does not say its name has it from the messages of its room. */
    @TestFactory
    Stream<DynamicTest> descriptorsHaveNames() throws Exception {
        return each(DESCRIPTOR, descriptor -> {
            var file = descriptor.getFileName().toString();
            var type = type(descriptor.resolveSibling(file.replace(".class", "")));
            if (Arrays.stream(type.getDeclaredMethods())
                    .noneMatch(method -> method.getName().equals("getDisplayName"))) {
                assertThat(properties(descriptor.resolveSibling("Messages.properties")))
                        .containsKey(file.replace(DESCRIPTOR, ".displayName"));
            }
        });
    }

    private static String sources(Path room) throws IOException {
        try (var files = Files.list(Checkout.root().resolve("src/main/java").resolve(room))) {
            return files.filter(Files::isRegularFile).map(Checkout::read).collect(Collectors.joining());
        }
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
            var type = type(form.getParent());
            var fields = FIELD.matcher(FormText.of(root(), form));
            while (fields.find()) {
                var help = HelpFile.of(root(), type, "help-" + fields.group(1) + ".html");
                assertThat(help).as(fields.group(1)).isNotNull();
                assertThat(chinese(help)).exists();
            }
        });
    }

    /** What several classes say alike about a field stands once, in the folder of their superclass. */
    @TestFactory
    Stream<DynamicTest> helpIsInherited() throws Exception {
        var owners = new TreeMap<String, List<Class<?>>>();
        for (Path help : all(".html")) {
            owners.computeIfAbsent(help.getFileName() + read(help), alike -> new ArrayList<>())
                    .add(type(help.getParent()));
        }
        return each(".html", help -> {
            var name = help.getFileName().toString();
            var alike = owners.get(name + read(help));
            var parent = type(help.getParent()).getSuperclass();
            while (parent != null
                    && parent.getName().startsWith(getClass().getPackageName())
                    && Modifier.isPublic(parent.getModifiers())) {
                assertThat(alike).as("it says the same").doesNotContain(parent);
                if (Files.exists(HelpFile.own(root(), parent, name))) {
                    return;
                }
                assertThat(alike.stream().filter(parent::isAssignableFrom))
                        .as("%s could say it for them", parent.getSimpleName())
                        .hasSize(1);
                parent = parent.getSuperclass();
            }
        });
    }

    /** The class that a folder of pages belongs to. */
    private static Class<?> type(Path folder) throws IOException {
        var name = root().relativize(folder).toString().replace(File.separatorChar, '.');
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException x) {
            throw new AssertionError(x);
        }
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

    private static Stream<DynamicTest> each(String suffix, Check check) throws IOException {
        return all(suffix).stream()
                .map(file -> dynamicTest(root().relativize(file).toString(), () -> check.of(file)));
    }

    private static List<Path> all(String suffix) throws IOException {
        try (var files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** Where the resources lie among the classes that were built from them. */
    private static Path root() {
        var known = TranslationTest.class.getResource("/index.jelly");
        return Path.of(URI.create(known.toString())).getParent();
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
