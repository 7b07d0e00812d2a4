package io.jenkins.plugins.zadig.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Opens the plugin file that this build packaged; runs after that, in the phase {@code verify}. */
@EnabledIfSystemProperty(named = HpiTest.PROPERTY, matches = ".+")
class HpiTest {
    static final String PROPERTY = "zadig.hpi";
    private static final Path HPI = Path.of(System.getProperty(PROPERTY, "missing"));
    private static final Path ROOT_HPI = Path.of("../../target/zadig.hpi");
    private static final String JAR = "WEB-INF/lib/zadig.jar";
    private static final String PACKAGES = "io/jenkins/plugins/zadig/";

    private static Map<String, byte[]> files;
    private static Map<String, byte[]> classes;

    @BeforeAll
    static void open() throws IOException {
        files = unzip(Files.readAllBytes(HPI));
        classes = unzip(files.get(JAR));
    }

    @Test
    void holdsOneJarAndNoLibrary() {
        assertThat(files.keySet().stream().filter(file -> file.endsWith(".jar")))
                .containsExactly(JAR);
        assertThat(classes.keySet().stream().filter(file -> file.endsWith(".class")))
                .isNotEmpty()
                .allMatch(file -> file.startsWith(PACKAGES));
    }

    @Test
    void manifestSaysWhatJenkinsAsksFor() throws IOException {
        var manifest = manifest(HPI);
        assertThat(manifest.getValue("Short-Name")).isEqualTo("zadig");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("Zadig");
        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Artifact-Id")).isEqualTo("zadig");
        assertThat(manifest.getValue("Extension-Name")).isEqualTo("zadig");
        assertThat(manifest.getValue("Plugin-Version")).isNotBlank();
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo(manifest.getValue("Hudson-Version"));
        assertThat(manifest.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(manifest.getValue("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(manifest.getValue("Plugin-License-Url")).isEqualTo("https://opensource.org/licenses/MIT");
        assertThat(manifest.getValue("Plugin-ScmUrl")).isEqualTo("https://github.com/jenkinsci/zadig-plugin");
        assertThat(manifest.getValue("Url")).isEqualTo("https://github.com/jenkinsci/zadig-plugin");
    }

    @Test
    void dependsOnThePluginsOfTheRootBuild() throws IOException {
        var pom = Files.readString(Path.of("../../pom.xml"));
        var declared = new ArrayList<String>();
        Matcher dependency = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
                .matcher(pom.replaceAll("(?s)<dependencyManagement>.*?</dependencyManagement>", ""));
        while (dependency.find()) {
            if (!dependency.group(1).contains("<scope>")) {
                declared.add(dependency.group(1).replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"));
            }
        }
        assertThat(List.of(manifest(HPI).getValue("Plugin-Dependencies").split(",")))
                .extracting(entry -> entry.substring(0, entry.indexOf(':')))
                .containsExactlyElementsOf(declared);
        assertThat(pom).contains("<jenkins.baseline>2.541</jenkins.baseline>");
        assertThat(manifest(HPI).getValue("Jenkins-Version")).isEqualTo("2.541.3");
    }

    @Test
    void indexesExtensionsAndSymbols() {
        assertThat(text("META-INF/annotations/hudson.Extension.txt")).contains("zadig.config.ZadigGlobalConfiguration");
        assertThat(classes).containsKey("META-INF/annotations/hudson.Extension");
        assertThat(text("META-INF/services/annotations/org.jenkinsci.Symbol"))
                .contains("zadig.config.ZadigGlobalConfiguration");
    }

    @Test
    void tellsStaplerTheNamesOfConstructorParameters() {
        assertThat(text(PACKAGES + "config/ZadigServer.stapler")).contains("constructor=name,url,credentialsId");
    }

    @Test
    void speaksBothLanguages() {
        assertThat(classes.keySet().stream().filter(file -> file.endsWith("/Messages.properties")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(classes)
                        .containsKeys(
                                file.replace(".properties", "_zh_CN.properties"),
                                file.replace(".properties", ".class")));
    }

    @Test
    void hasTheDescriptionAndTheLicence() {
        assertThat(text("index.jelly")).contains("escape-by-default");
        assertThat(new String(files.get("WEB-INF/licenses.xml"), UTF_8))
                .contains("xmlns:l=", "MIT License")
                .doesNotContain("${");
    }

    @Test
    void classesAreThoseOfTheRootBuild() throws IOException {
        assumeTrue(Files.exists(ROOT_HPI), "the root build has packaged nothing here");
        var theirs = unzip(unzip(Files.readAllBytes(ROOT_HPI)).get(JAR));
        theirs.keySet().removeIf(file -> !file.endsWith(".class"));
        var ours = new TreeMap<>(classes);
        ours.keySet().removeIf(file -> !file.endsWith(".class"));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        assertThat(ours).allSatisfy((file, bytes) -> assertThat(bytes).as(file).isEqualTo(theirs.get(file)));
    }

    private static String text(String file) {
        assertThat(classes).containsKey(file);
        return new String(classes.get(file), UTF_8);
    }

    private static Attributes manifest(Path archive) throws IOException {
        try (var jar = new JarFile(archive.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        try (InputStream bytes = new ByteArrayInputStream(archive);
                var zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }
}
