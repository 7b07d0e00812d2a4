package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comments say about Zadig's servers can be looked up: each number that they cite is a fact of its document. */
class ServerFactsTest {
    private static final Path ROOT = Checkout.root();
    private static final Pattern FACT =
            Pattern.compile("(?ms)^- \\*\\*(\\d+)\\.(\\d+)\\*\\* (.*?)(?=\\n- |\\n\\n|\\z)");
    private static final Pattern SEEN = Pattern.compile("(?s).*\\*(Recorded|Source):\\s.+\\.\\*\\s*");

    /** Such as "zadig-servers 1.2, 3.4 and 5.6 to 5.8" or "zadig-servers 7", also over the end of a comment's line. */
    private static final Pattern CITATION = Pattern.compile(
            "(?<![\"#-])zadig-servers(?!\\.md)([\\s*/]+\\d+(\\.\\d+)?((,| and| to)[\\s*/]+\\d+(\\.\\d+)?)*)?");

    private static final Pattern RANGE = Pattern.compile("(\\d+)\\.(\\d+) to[\\s*/]+(\\d+)\\.(\\d+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    /** A number without the name of the document, or of a document that readers do not have. */
    private static final Pattern ELSEWHERE = Pattern.compile("api-" + "facts|\\(sections? \\d+(\\.\\d+)?[)\\s]");

    @Test
    void factsOfAGroupAreNumberedWithoutAGapAndSayHowTheyWereSeen() throws IOException {
        var last = new TreeMap<Integer, Integer>();
        var facts = FACT.matcher(document()).results().toList();
        for (MatchResult fact : facts) {
            var group = Integer.parseInt(fact.group(1));
            var number = Integer.parseInt(fact.group(2));
            assertThat(number).as(fact.group()).isEqualTo(last.getOrDefault(group, 0) + 1);
            assertThat(fact.group(3)).matches(SEEN);
            last.put(group, number);
        }
        assertThat(facts).hasSizeGreaterThan(100);
    }

    @Test
    void citationsNameFactsOrGroupsOfThem() throws IOException {
        var facts = new TreeSet<String>();
        for (MatchResult fact : FACT.matcher(document()).results().toList()) {
            facts.add(fact.group(1));
            facts.add(fact.group(1) + '.' + fact.group(2));
        }
        var citations = 0;
        for (Path file : files()) {
            var text = Files.readString(file);
            for (MatchResult citation : CITATION.matcher(text).results().toList()) {
                var numbers = numbers(citation.group());
                assertThat(numbers)
                        .as("%s: %s", ROOT.relativize(file), citation.group())
                        .isNotEmpty();
                assertThat(facts)
                        .as("%s: %s", ROOT.relativize(file), citation.group())
                        .containsAll(numbers);
                citations++;
            }
        }
        assertThat(citations).isGreaterThan(100);
    }

    @Test
    void nothingIsCitedThatReadersDoNotHave() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files()) {
            ELSEWHERE
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(hit -> found.add(ROOT.relativize(file) + ": " + hit.group()));
        }
        assertThat(found).isEmpty();
    }

    private static List<String> numbers(String citation) {
        var numbers = new ArrayList<String>();
        NUMBER.matcher(citation).results().map(MatchResult::group).forEach(numbers::add);
        for (MatchResult range : RANGE.matcher(citation).results().toList()) {
            assertThat(range.group(3)).as(citation).isEqualTo(range.group(1));
            assertThat(Integer.parseInt(range.group(4))).as(citation).isGreaterThan(Integer.parseInt(range.group(2)));
        }
        return numbers;
    }

    private static String document() {
        return Checkout.read("docs/zadig-servers.md");
    }

    /** Sources and documents, but neither what is built nor this class, whose patterns look like citations. */
    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (String directory : List.of("src", "central", "docs")) {
            try (Stream<Path> tree = Files.walk(ROOT.resolve(directory))) {
                tree.filter(file ->
                                file.toString().matches(".*\\.(java|groovy|html|jelly|js|md|properties|puml|xml|yaml)"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .filter(file -> !file.endsWith("ServerFactsTest.java") && !file.endsWith("zadig-servers.md"))
                        .filter(Files::isRegularFile)
                        .forEach(files::add);
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }
        return files;
    }
}
