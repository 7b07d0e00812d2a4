package io.jenkins.plugins.zadig.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Opens the plugin file that this build packaged; runs after that, in the phase {@code verify}. */
@EnabledIfSystemProperty(named = HpiTest.PROPERTY, matches = ".+")
class HpiTest {
    static final String PROPERTY = "zadig.hpi";
    private static final Path HPI = Path.of(System.getProperty(PROPERTY, "missing"));
    private static final String PACKAGES = "io/jenkins/plugins/zadig/";

    private static Hpi hpi;

    @BeforeAll
    static void open() throws IOException {
        hpi = Hpi.read(HPI);
    }

    @Test
    void holdsOneJarAndNoLibrary() {
        assertThat(hpi.files().keySet().stream().filter(file -> file.endsWith(".jar")))
                .containsExactly(Hpi.JAR);
        assertThat(hpi.jar().keySet().stream().filter(file -> file.endsWith(".class")))
                .isNotEmpty()
                .allMatch(file -> file.startsWith(PACKAGES));
    }

    @Test
    void manifestSaysWhatJenkinsAsksFor() throws IOException {
        var manifest = hpi.manifest();
        assertThat(manifest.getValue("Short-Name")).isEqualTo("zadig");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("Zadig");
        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Artifact-Id")).isEqualTo("zadig");
        assertThat(manifest.getValue("Plugin-Version")).isNotBlank();
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo(manifest.getValue("Hudson-Version"));
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
        assertThat(List.of(hpi.manifest().getValue("Plugin-Dependencies").split(",")))
                .extracting(entry -> entry.substring(0, entry.indexOf(':')))
                .containsExactlyElementsOf(declared);
        assertThat(pom).contains("<jenkins.baseline>2.541</jenkins.baseline>");
        assertThat(hpi.manifest().getValue("Jenkins-Version")).isEqualTo("2.541.3");
    }

    /** For controllers that reach no update site: how to deploy just this file, and what it needs. */
    @Test
    void instructionsAreOfThisFile() throws Exception {
        var instructions = Files.readString(HPI.resolveSibling("zadig-deploy.txt"));
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(HPI));
        assertThat(instructions)
                .contains("SHA-256: " + HexFormat.of().formatHex(digest) + "\n")
                .contains(hpi.manifest().getValue("Plugin-Version"), hpi.manifest().getValue("Jenkins-Version"))
                .contains("Advanced settings > Deploy plugin", "高级设置 › 部署插件")
                .doesNotContain("${");
        assertThat(hpi.manifest().getValue("Plugin-Dependencies").split(","))
                .allSatisfy(needed -> assertThat(instructions)
                        .contains("   - "
                                + needed.replace(";resolution:=optional", " (optional)").replaceFirst(":", " ") + "\n"));
    }

    @Test
    void indexesExtensionsAndSymbols() {
        assertThat(text("META-INF/annotations/hudson.Extension.txt")).contains("zadig.config.ZadigGlobalConfiguration");
        assertThat(hpi.jar()).containsKey("META-INF/annotations/hudson.Extension");
        assertThat(text("META-INF/services/annotations/org.jenkinsci.Symbol"))
                .contains("zadig.config.ZadigGlobalConfiguration");
    }

    @Test
    void tellsStaplerTheNamesOfConstructorParameters() {
        assertThat(text(PACKAGES + "config/ZadigServer.stapler")).contains("constructor=name,url,credentialsId");
    }

    @Test
    void speaksBothLanguages() {
        assertThat(hpi.jar().keySet().stream().filter(file -> file.endsWith("/Messages.properties")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(hpi.jar())
                        .containsKeys(
                                file.replace(".properties", "_zh_CN.properties"),
                                file.replace(".properties", ".class")));
    }

    @Test
    void hasTheDescriptionAndTheLicence() {
        // The plugin manager includes it where translations cannot be evaluated, and its page would end there.
        assertThat(text("index.jelly")).contains("escape-by-default").doesNotContain("${%");
        assertThat(new String(hpi.files().get("WEB-INF/licenses.xml"), UTF_8))
                .contains("xmlns:l=", "MIT License")
                .doesNotContain("${");
    }

    private static String text(String file) {
        assertThat(hpi.jar()).containsKey(file);
        return new String(hpi.jar().get(file), UTF_8);
    }
}
