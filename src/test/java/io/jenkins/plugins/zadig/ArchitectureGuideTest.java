package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/architecture.md} names is there: the files of its walks, its classes, and no more words than it promises. */
class ArchitectureGuideTest {
    private static final String SOURCES = "src/main/java/io/jenkins/plugins/zadig/";
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w*");
    private static final String GUIDE = Checkout.read("docs/architecture.md");

    /** Inside of each form's class. */
    private static final String NESTED = "DescriptorImpl";

    @Test
    void walksLeadThroughFiles() throws IOException {
        var walks = section("Where a new thing goes");
        var files = files();
        var named = CODE.matcher(walks).results().map(code -> code.group(1)).toList();

        assertThat(walks.split("\n\\*\\*"))
                .as("five walks and what is before them")
                .hasSize(6);
        assertThat(named.stream().filter(name -> name.contains("/")))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> {
                    var pattern = Pattern.compile(".*" + place(name));
                    assertThat(files).anyMatch(file -> pattern.matcher(file).matches());
                });
    }

    @Test
    void classesAreThere() throws IOException {
        var files = files();

        assertThat(CODE.matcher(GUIDE).results().map(code -> code.group(1)))
                .filteredOn(name -> CLASS.matcher(name).matches() && !name.equals(NESTED))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(files).anyMatch(file -> file.endsWith("/" + name + ".java")));
    }

    /** Steps and build steps take parameters, make one call of {@code act}, and return what comes of it. */
    @Test
    void stepsAreThin() throws IOException {
        var sizes = files().stream()
                .filter(file -> file.matches(SOURCES + "(step|builder)/[A-Z]\\w+\\.java"))
                .map(file -> Checkout.read(file).lines().count())
                .sorted()
                .toList();

        assertThat(sizes).hasSizeGreaterThan(50).allMatch(lines -> lines <= 250);
        assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(70);
    }

    @Test
    void wordsAreFew() {
        var words = Pattern.compile("(?m)^\\| (?!word |---)([^|]+) \\|")
                .matcher(section("Words"))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(words).hasSizeBetween(10, 20).doesNotHaveDuplicates();
    }

    /** Where a path of the guide lies; {@code …} stands for anything. */
    private static String place(String path) {
        var room =
                path.startsWith("…") || path.contains("docs/") || path.startsWith("src/") || path.startsWith("central/")
                        ? ""
                        : SOURCES;
        var parts = List.of((room + path).split("…", -1));
        return String.join(".*", parts.stream().map(Pattern::quote).toList()) + (path.endsWith("/") ? ".*" : "");
    }

    private static String section(String heading) {
        var matcher =
                Pattern.compile("(?ms)^## " + heading + "$(.*?)(?=^## |\\z)").matcher(GUIDE);
        assertThat(matcher.find()).as(heading).isTrue();
        return matcher.group(1);
    }

    private static List<String> files() throws IOException {
        var found = new ArrayList<String>();
        for (String directory : List.of("src", "docs", "central")) {
            try (Stream<Path> files = Files.walk(Checkout.root().resolve(directory))) {
                files.filter(Files::isRegularFile)
                        .map(file -> Checkout.root().relativize(file).toString().replace('\\', '/'))
                        .filter(file -> !file.contains("/target/"))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
