package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What Jenkins asks of plugins that it hosts, as jenkins-infra/repository-permissions-updater checks it: files, POM and
 * pages.
 */
class HostingTest {
    private static final Path ROOT = Checkout.root();
    private static final List<String> PLUGIN_GROUPS = List.of("io.jenkins", "org.jenkins-ci", "org.jenkinsci");

    private final Element pom = pom();

    private static Element pom() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (Exception x) {
            throw new AssertionError(x);
        }
    }

    private static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The text at a path of names; {@code null} when there is none. */
    private static String text(Element from, String... path) {
        var place = from;
        for (String name : path) {
            place = place == null ? null : child(place, name);
        }
        return place == null ? null : place.getTextContent().strip();
    }

    @Test
    void parentAndJenkinsAreRecent() {
        assertThat(text(pom, "parent", "groupId")).isEqualTo("org.jenkins-ci.plugins");
        assertThat(text(pom, "parent", "artifactId")).isEqualTo("plugin");
        assertThat(Double.parseDouble(text(pom, "parent", "version").replaceFirst("\\.v.*", "")))
                .isGreaterThanOrEqualTo(6.2211);
        var baseline = text(pom, "properties", "jenkins.baseline");
        assertThat(Double.parseDouble(baseline)).isGreaterThanOrEqualTo(2.541);
        assertThat(text(pom, "properties", "jenkins.version")).isEqualTo("${jenkins.baseline}.3");
        var bom = child(child(child(pom, "dependencyManagement"), "dependencies"), "dependency");
        assertThat(text(bom, "artifactId")).isEqualTo("bom-${jenkins.baseline}.x");
        assertThat(text(bom, "groupId")).isEqualTo("io.jenkins.tools.bom");
        assertThat(text(bom, "scope")).isEqualTo("import");
    }

    @Test
    void coordinatesAreThoseOfAPlugin() {
        assertThat(text(pom, "groupId")).isEqualTo("io.jenkins.plugins");
        assertThat(text(pom, "artifactId")).matches("[a-z0-9-]+").doesNotContain("jenkins", "plugin");
        assertThat(text(pom, "packaging")).isEqualTo("hpi");
        assertThat(text(pom, "name")).doesNotContainIgnoringCase("jenkins").doesNotContainIgnoringCase("plugin");
        assertThat(text(pom, "version")).isEqualTo("${changelist}");
        assertThat(text(pom, "properties", "changelist")).isEqualTo("999999-SNAPSHOT");
        assertThat(text(pom, "url")).isEqualTo("https://github.com/jenkinsci/${project.artifactId}-plugin");
        assertThat(text(pom, "licenses", "license", "name")).isEqualTo("MIT License");
        assertThat(text(pom, "properties", "gitHubRepo")).isEqualTo("jenkinsci/${project.artifactId}-plugin");
        assertThat(text(pom, "scm", "connection")).isEqualTo("scm:git:https://github.com/${gitHubRepo}.git");
        assertThat(text(pom, "scm", "tag")).isEqualTo("${scmTag}");
        assertThat(text(pom, "scm", "url")).isEqualTo("https://github.com/${gitHubRepo}");
    }

    @Test
    void pomSetsTheChecksAndNothingThatTheParentSets() {
        var properties = child(pom, "properties");
        assertThat(Map.of(
                        "hpi.strictBundledArtifacts", "true",
                        "ban-commons-lang-2.skip", "false",
                        "ban-deprecated-stapler.skip", "false",
                        "ban-junit4-imports.skip", "false",
                        "banObsoleteDependencyOverrides.skip", "false",
                        "spotless.check.skip", "false"))
                .allSatisfy((name, value) ->
                        assertThat(text(properties, name)).as(name).isEqualTo(value));
        assertThat(children(properties))
                .extracting(Element::getTagName)
                .noneMatch(name -> name.startsWith("maven.compiler.") || name.equals("java.level"));
        assertThat(child(pom, "developers")).isNull();
        assertThat(text(pom, "repositories", "repository", "url")).isEqualTo("https://repo.jenkins-ci.org/public/");
    }

    /** So the plugin file holds no library: Jenkins and other plugins bring all that it runs with. */
    @Test
    void everythingItRunsWithIsAPluginOfTheBom() {
        for (Element dependency : children(child(pom, "dependencies"))) {
            var group = text(dependency, "groupId");
            var name = text(dependency, "artifactId");
            var plugin = PLUGIN_GROUPS.stream().anyMatch(group::startsWith);
            assertThat(plugin || "test".equals(text(dependency, "scope")))
                    .as(name)
                    .isTrue();
            assertThat(text(dependency, "version") == null)
                    .as("managed " + name)
                    .isEqualTo(plugin);
        }
    }

    @Test
    void pluginsThatNeedNotBeThereAreOptional() {
        var optional = children(child(pom, "dependencies")).stream()
                .filter(dependency -> "true".equals(text(dependency, "optional")))
                .map(dependency -> text(dependency, "artifactId"));
        assertThat(optional).containsExactly("cloudbees-folder", "pipeline-input-step");
        var central = Checkout.read("central/pom.xml");
        assertThat(Pattern.compile("([\\w-]+):[^,;<]+;resolution:=optional")
                        .matcher(central)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("cloudbees-folder", "pipeline-input-step");
        assertThat(children(child(pom, "dependencies")).stream()
                        .filter(dependency -> "configuration-as-code".equals(text(dependency, "artifactId")))
                        .map(dependency -> text(dependency, "scope")))
                .containsExactly("test");
    }

    @Test
    void requiredFilesAreThere() throws IOException {
        assertThat(Checkout.read(".github/CODEOWNERS").strip()).isEqualTo("* @jenkinsci/zadig-plugin-developers");
        assertThat(Checkout.read(".gitignore").lines()).contains("target", "work");
        assertThat(Checkout.read(".github/workflows/jenkins-security-scan.yml"))
                .contains("jenkins-infra/jenkins-security-scan/.github/workflows/jenkins-security-scan.yaml@v2");
        assertThat(ROOT.resolve(".github/dependabot.yml")).isNotEmptyFile();
        assertThat(ROOT.resolve("README.md")).isNotEmptyFile();
        assertThat(Checkout.read("LICENSE")).contains("MIT License");
        try (var files = Files.list(ROOT.resolve(".github"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("continuous delivery drafts no releases")
                    .noneMatch(name -> name.startsWith("release-drafter"));
        }
        assertThat(Checkout.read(".github/workflows/cd.yaml"))
                .contains("jenkins-infra/github-reusable-workflows/.github/workflows/maven-cd.yml@v1", "check_run:");
        assertThat(Checkout.read(".mvn/maven.config").lines())
                .containsExactly(
                        "-Pconsume-incrementals", "-Pmight-produce-incrementals", "-Dchangelist.format=%d.v%s");
        assertThat(Checkout.read(".mvn/extensions.xml")).contains("<artifactId>git-changelist-maven-extension");
    }

    @Test
    void bothBuildsRunInPublic() {
        var jenkinsfile = Checkout.read("Jenkinsfile")
                .replaceAll("(?m)^\\s*//.*|^#!.*|/\\*(?s:.*?)\\*/", "")
                .strip();
        assertThat(jenkinsfile).startsWith("buildPlugin(").doesNotContain(";");
        for (String build : List.of(jenkinsfile, Checkout.read(".github/workflows/central.yml"))) {
            assertThat(build).contains("mvn -B -ntp -f central verify");
        }
        var configurations = Pattern.compile("\\[platform: '(linux|windows)', jdk: (17|21)]");
        assertThat(configurations.matcher(jenkinsfile).results().count())
                .isGreaterThanOrEqualTo(2)
                .isEqualTo(
                        Pattern.compile("jdk:").matcher(jenkinsfile).results().count());
    }

    /** What a content security policy refuses, and what Jenkins' forms have done without since 2010. */
    @Test
    void pagesKeepToTheRules() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/main/resources"))) {
            var pages = files.filter(file -> file.toString().endsWith(".jelly")).toList();
            assertThat(pages)
                    .hasSizeGreaterThan(40)
                    .allSatisfy(page -> assertThat(Checkout.read(page))
                            .doesNotContainPattern("<(script|style)\\b(?![^>]*type=\"application/json\")")
                            .doesNotContainPattern("\\s(on[a-z]+|style)=\"")
                            .doesNotContainPattern("checkUrl=(?![^>]*checkDependsOn)")
                            .doesNotContain("javascript:"));
        }
    }
}
