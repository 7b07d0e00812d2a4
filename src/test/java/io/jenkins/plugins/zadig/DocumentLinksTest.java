package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Links between the documents lead somewhere, to the very heading that they name, and every guide can be reached. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Path ROOT = root();

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() throws IOException {
        return documents().stream()
                .map(document -> dynamicTest(ROOT.relativize(document).toString(), () -> {
                    for (String link : links(document)) {
                        var parts = link.split("#", 2);
                        var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
                        assertThat(target.normalize()).as(link).exists();
                        if (parts.length > 1) {
                            assertThat(anchors(target)).as(link).contains(parts[1]);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> guidesCanBeReached() throws IOException {
        var reached = new ArrayList<Path>();
        for (Path document : documents()) {
            for (String link : links(document)) {
                reached.add(document.resolveSibling(link.split("#", 2)[0]).normalize());
            }
        }
        return documents().stream()
                .filter(document -> !document.getParent().equals(ROOT))
                .map(document -> dynamicTest(
                        ROOT.relativize(document).toString(),
                        () -> assertThat(reached).contains(document)));
    }

    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("\\w+:.*"))
                .toList();
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        for (Path directory : List.of(ROOT, ROOT.resolve("docs"))) {
            try (var files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        assertThat(documents).hasSizeGreaterThan(5);
        return documents;
    }

    /** Both builds run in different directories of the same tree. */
    private static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/steps.md"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
