package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing lies among the resources that no page, form or script has a use for. */
class UnusedResourcesTest {
    private static final Path ROOT = Checkout.root().resolve("src/main/resources");
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]*field=\"(\\w+)\"");
    private static final Pattern STYLED = Pattern.compile("\\.([a-zA-Z][\\w-]*)");
    private static final Pattern FUNCTION = Pattern.compile("function (\\w+)\\(");

    @Test
    void helpIsOfAFieldOfAForm() throws Exception {
        var read = new TreeSet<Path>();
        for (Path form : all(".jelly")) {
            var type = type(form.getParent());
            var fields = FIELD.matcher(type == null ? "" : FormText.of(ROOT, form));
            while (fields.find()) {
                var help = HelpFile.of(ROOT, type, "help-" + fields.group(1) + ".html");
                if (help != null) {
                    read.add(help);
                }
            }
        }
        assertThat(read)
                .containsAll(all(".html").stream()
                        .filter(help -> help.getFileName().toString().matches("help-\\w+(?<!_zh_CN)\\.html"))
                        .toList());
    }

    @Test
    void textsAreOnTheirPages() throws Exception {
        for (Path texts : all(".properties")) {
            var name = texts.getFileName().toString();
            if (!name.startsWith("Messages")) {
                var page =
                        Files.readString(texts.resolveSibling(name.replaceFirst("(_zh_CN)?\\.properties", ".jelly")));
                var properties = new Properties();
                try (var reader = Files.newBufferedReader(texts)) {
                    properties.load(reader);
                }
                assertThat(properties.stringPropertyNames())
                        .as(texts.toString())
                        .allMatch(key -> page.contains("${%" + key));
            }
        }
    }

    /** A page can put a class together, as {@code zadig-is-${…}}. */
    @Test
    void stylesAreOfPages() throws Exception {
        var pages = texts(".jelly") + texts(".js");
        assertThat(found(STYLED, texts(".css").replaceAll("(?s)/\\*.*?\\*/", "")))
                .isNotEmpty()
                .allMatch(styled -> pages.matches("(?s).*(?<![\\w-])" + styled + "(?![\\w-]).*")
                        || pages.contains(styled.substring(0, styled.lastIndexOf('-') + 1) + "${"));
    }

    @Test
    void functionsAreCalled() throws Exception {
        var scripts = texts(".js");
        assertThat(found(FUNCTION, scripts))
                .isNotEmpty()
                .allMatch(function -> scripts.split("\\b" + function + "\\b", -1).length > 2);
    }

    @Test
    void tagsAreInForms() throws Exception {
        var pages = texts(".jelly");
        assertThat(all(".jelly").stream().filter(page -> page.getParent().endsWith("lib/zadig")))
                .isNotEmpty()
                .allMatch(tag ->
                        pages.contains("<z:" + tag.getFileName().toString().replace(".jelly", "")));
    }

    private static Class<?> type(Path folder) {
        try {
            return Class.forName(
                    ROOT.relativize(folder).toString().replace('/', '.'), false, HelpFile.class.getClassLoader());
        } catch (ClassNotFoundException x) {
            return null;
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct();
    }

    private static String texts(String suffix) throws IOException {
        var texts = new StringBuilder();
        all(suffix).forEach(file -> texts.append(Checkout.read(file)));
        return texts.toString();
    }

    private static List<Path> all(String suffix) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
