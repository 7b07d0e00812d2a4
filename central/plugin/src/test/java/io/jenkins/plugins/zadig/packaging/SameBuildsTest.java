package io.jenkins.plugins.zadig.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares the plugin file of this build with that of the root build, where that has packaged one: every file is in both,
 * byte for byte the same, but for what each test here names and explains.
 */
@EnabledIfSystemProperty(named = HpiTest.PROPERTY, matches = ".+")
class SameBuildsTest {
    private static final Path ROOT_HPI = Path.of("../../target/zadig.hpi");

    /** Spaces and the order of attributes are those of the tool that wrote it; {@link HpiTest} tests what it says. */
    private static final Set<String> WRITTEN_BY_TOOLS = Set.of(Hpi.MANIFEST, Hpi.JAR, "WEB-INF/licenses.xml");

    private static Hpi ours;
    private static Hpi theirs;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Files.exists(ROOT_HPI), "the root build has packaged nothing here");
        ours = Hpi.read(Path.of(System.getProperty(HpiTest.PROPERTY)));
        theirs = Hpi.read(ROOT_HPI);
    }

    @Test
    void filesAreTheSame() {
        assertSame(compared(ours.files()), compared(theirs.files()));
    }

    @Test
    void classesAndResourcesAreTheSame() {
        assertThat(compared(ours.jar()).keySet())
                .filteredOn(file -> file.endsWith(".class"))
                .hasSizeGreaterThan(400);
        assertSame(withoutMethods(compared(ours.jar())), withoutMethods(compared(theirs.jar())));
    }

    /**
     * Stapler's annotation processor leaves out the index of a method when it has just written one for a method of the same
     * name and parameters, of whichever class; which ones, differs from build to build, as it goes through a hash set.
     * Stapler then takes the names from the class itself, which has them, as the classes are the same. None is wrong or
     * added.
     */
    @Test
    void indexesOfMethodsThatTheRootBuildHasAreTheSame() {
        var present = methods(theirs.jar());
        assertThat(present).isNotEmpty();
        var same = methods(ours.jar());
        same.keySet().retainAll(present.keySet());
        assertSame(same, present);

        var missing = methods(ours.jar());
        missing.keySet().removeAll(present.keySet());
        assertThat(missing.entrySet())
                .allSatisfy(index -> assertThat(present.entrySet())
                        .as("a method like %s has an index", index.getKey())
                        .anyMatch(other -> signature(other).equals(signature(index))));
    }

    /** The root build adds the commit it was built from; the order of dependencies is that of the POM or of the alphabet. */
    @Test
    void manifestsSayTheSame() throws IOException {
        assertThat(attributes(ours)).isEqualTo(attributes(theirs));
    }

    /** {@code META-INF/maven} is the POM, which is that of the build. */
    private static Map<String, byte[]> compared(Map<String, byte[]> files) {
        return only(files, file -> !WRITTEN_BY_TOOLS.contains(file) && !file.startsWith("META-INF/maven/"));
    }

    private static Map<String, byte[]> methods(Map<String, byte[]> files) {
        return only(files, SameBuildsTest::isIndexOfMethod);
    }

    private static Map<String, byte[]> withoutMethods(Map<String, byte[]> files) {
        return only(files, file -> !isIndexOfMethod(file));
    }

    private static boolean isIndexOfMethod(String file) {
        return file.endsWith(".stapler") && Character.isLowerCase(file.charAt(file.lastIndexOf('/') + 1));
    }

    private static String signature(Map.Entry<String, byte[]> index) {
        return index.getKey().substring(index.getKey().lastIndexOf('/')) + new String(index.getValue(), UTF_8);
    }

    private static Map<String, byte[]> only(Map<String, byte[]> files, Predicate<String> names) {
        var kept = new TreeMap<>(files);
        kept.keySet().removeIf(names.negate());
        return kept;
    }

    private static Map<String, Object> attributes(Hpi hpi) throws IOException {
        var attributes = hpi.manifest().entrySet().stream()
                .collect(Collectors.<Map.Entry<Object, Object>, String, Object, Map<String, Object>>toMap(
                        entry -> entry.getKey().toString(), Map.Entry::getValue, (one, other) -> one, TreeMap::new));
        attributes.keySet().removeAll(Set.of("Created-By", "Implementation-Build"));
        attributes.computeIfPresent(
                "Plugin-Version", (name, version) -> version.toString().replaceAll(" .*", ""));
        attributes.computeIfPresent(
                "Plugin-Dependencies",
                (name, list) -> new TreeSet<>(Set.of(list.toString().split(","))));
        return attributes;
    }

    private static void assertSame(Map<String, byte[]> ours, Map<String, byte[]> theirs) {
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        assertThat(ours).allSatisfy((file, bytes) -> assertThat(bytes).as(file).isEqualTo(theirs.get(file)));
    }
}
