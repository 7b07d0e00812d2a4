package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the web can call is in the table of docs/permissions.md, takes POST alone, and asks who calls. */
class AccessTest {
    private static final String ROOT = "io.jenkins.plugins.zadig";
    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Reads what the page may show anyway, and changes nothing. */
    private static final Set<String> READING = Set.of("doState");

    /** Answers every method itself, GET with 405, and asks for a secret instead of a permission. */
    private static final Set<String> NOTIFIED = Set.of("doDynamic");

    private static List<JavaMethod> webMethods() {
        var methods = PLUGIN.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.STATIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && method.getName().matches("do[A-Z].*"))
                .toList();
        assertThat(methods).hasSizeGreaterThan(50);
        return methods;
    }

    /** The web reaches a method by its name, or by an annotation, which the table would not show. */
    @Test
    void nothingIsExposedByAnAnnotation() {
        assertThat(PLUGIN.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getAnnotations().stream()
                                .anyMatch(annotation -> Set.of(
                                                "org.kohsuke.stapler.WebMethod",
                                                "org.kohsuke.stapler.bind.JavaScriptMethod")
                                        .contains(annotation.getRawType().getName())))
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    /** The web also goes through getters of what has an address, to whatever has web methods, pages or an API. */
    @Test
    void tableOfPagesHasEveryWayOnce() {
        var places = Set.of(
                "hudson.model.Action",
                "hudson.model.Descriptor",
                "hudson.model.AdministrativeMonitor",
                "org.kohsuke.stapler.StaplerProxy",
                "org.kohsuke.stapler.StaplerFallback");
        var ways = PLUGIN.stream()
                .filter(type -> places.stream().anyMatch(type::isAssignableTo))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.STATIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && method.getName().matches("(get[A-Z]|js[A-Z]).*")
                        && leadsOn(method.getRawReturnType()))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName());
        assertThat(ways.sorted().toList()).isEqualTo(AccessTable.ways());
        assertThat(PLUGIN.stream()
                        .filter(type -> places.stream().anyMatch(type::isAssignableTo))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC)
                                && !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    private static boolean leadsOn(JavaClass type) {
        return Set.of("java.lang.Object", "hudson.model.Api").contains(type.getName())
                || type.getName().startsWith(ROOT)
                        && type.getAllMethods().stream()
                                .anyMatch(method -> method.getName().matches("do[A-Z].*|getTarget|getDynamic|getApi"));
    }

    @Test
    void tableHasEveryWebMethodOnce() {
        var listed = AccessTable.read().stream()
                .flatMap(row -> row.methods().stream())
                .toList();
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed))
                .isEqualTo(new TreeSet<>(
                        webMethods().stream().map(JavaMember::getName).toList()));
    }

    @Test
    void nothingActsByGet() {
        for (var method : webMethods()) {
            if (NOTIFIED.contains(method.getName())) {
                continue;
            }
            assertThat(method.isAnnotatedWith("org.kohsuke.stapler.verb.POST")
                            || method.isAnnotatedWith("org.kohsuke.stapler.interceptor.RequirePOST"))
                    .as(method.getFullName())
                    .isEqualTo(!READING.contains(method.getName()));
        }
    }

    @Test
    void whoCallsIsAskedWhereverMoreThanTheTypedValueCounts() {
        for (var method : webMethods()) {
            if (NOTIFIED.contains(method.getName()) || READING.contains(method.getName())) {
                continue;
            }
            var called = called(method);
            var row = AccessTable.of(method.getName());
            if (row.isPlain()) {
                assertThat(called)
                        .as(method.getFullName())
                        .noneMatch(name -> name.startsWith("jenkins.model.Jenkins.")
                                || name.contains("CredentialsProvider")
                                || name.startsWith(ROOT + ".api.ZadigClient.")
                                || name.startsWith(ROOT + ".config.ZadigGlobalConfiguration."));
            } else {
                assertThat(asksWhoCalls(method)).as(method.getFullName()).isTrue();
            }
        }
    }

    /**
     * What the security scan of Jenkins would report although it is meant says so, in the words that the scan reads: on
     * the line of the name, or alone on the line before (jenkins-infra/jenkins-codeql; github/codeql,
     * AlertSuppression.qll).
     */
    @Test
    void whatTheSecurityScanFindsIsJudged() {
        var found = new TreeMap<Finding, Integer>(Comparator.comparing(Finding::toString));
        for (var method : webMethods()) {
            if (!asksWhoCalls(method)) {
                found.merge(
                        Finding.of(method, method.getName() + "\\(", "jenkins/no-permission-check"), 1, Integer::sum);
            }
            if (method.getAnnotations().stream()
                    .noneMatch(annotation ->
                            annotation.getRawType().getPackageName().equals("org.kohsuke.stapler.verb"))) {
                found.merge(Finding.of(method, method.getName() + "\\(", "jenkins/csrf"), 1, Integer::sum);
            }
        }
        PLUGIN.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(String.class)
                        && !field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.TRANSIENT)
                        && field.getName().matches("(?i).*(password|pwd|pass|credential|access|key|token).*")
                        && !field.getName().matches("(?i).*credentials?id.*"))
                .map(field -> Finding.of(field, "String " + field.getName() + "\\b", "jenkins/plaintext-storage"))
                .forEach(finding -> found.merge(finding, 1, Integer::sum));
        found.forEach((finding, times) ->
                assertThat(finding.judged()).as(finding.toString()).isEqualTo(times));
    }

    private static boolean asksWhoCalls(JavaMethod method) {
        return called(method).stream()
                .anyMatch(name -> name.endsWith(".hasPermission") || name.endsWith(".checkPermission"));
    }

    /** A member, or several of one name, in the source of an outermost type. */
    private record Finding(String type, String declared, String rule) {
        static Finding of(JavaMember member, String declared, String rule) {
            return new Finding(member.getOwner().getName().replaceFirst("\\$.*", ""), declared, rule);
        }

        int judged() {
            var lines = source(type);
            var comment = "lgtm[" + rule + "]";
            return (int) IntStream.range(1, lines.size())
                    .filter(at -> lines.get(at).matches(".*\\b" + declared + ".*"))
                    .filter(at -> lines.get(at).contains("// " + comment)
                            || lines.get(at - 1).strip().startsWith("// lgtm[")
                                    && lines.get(at - 1).contains(comment))
                    .count();
        }
    }

    private static List<String> source(String type) {
        try {
            return Files.readAllLines(Checkout.root().resolve("src/main/java/" + type.replace('.', '/') + ".java"));
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    /** Names of all that a method calls, within the plugin at any depth. */
    private static Set<String> called(JavaCodeUnit from) {
        var names = new HashSet<String>();
        var seen = new HashSet<JavaCodeUnit>();
        var open = new ArrayDeque<JavaCodeUnit>(List.of(from));
        while (!open.isEmpty()) {
            var next = open.poll();
            if (!seen.add(next)) {
                continue;
            }
            next.getCallsFromSelf().forEach(call -> {
                var owner = call.getTargetOwner();
                names.add(owner.getName() + "." + call.getTarget().getName());
                if (owner.getPackageName().startsWith(ROOT)) {
                    call.getTarget().resolveMember().ifPresent(member -> open.add((JavaCodeUnit) member));
                }
            });
        }
        return names;
    }

    /** A step or a build step names a server; only who configures servers names an address. */
    @Test
    void noJobNamesAnAddress() {
        PLUGIN.stream()
                .filter(type -> type.getPackageName().matches(ROOT + "\\.(step|builder|order|wait|act)"))
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> member.isAnnotatedWith("org.kohsuke.stapler.DataBoundSetter"))
                .forEach(member -> assertThat(member.getName())
                        .as(member.getFullName())
                        .doesNotMatch("(?i)(set)?(.*(url|uri|address|host|proxy|endpoint)|server(url)?s)"));
        assertThat(PLUGIN.stream()
                        .filter(type -> builds(type, ROOT + ".api.ZadigClient"))
                        .map(JavaClass::getSimpleName))
                .allMatch(name -> Set.of("Connection", "FormServer", "JobServer", "ServerCheck", "ZadigClient")
                        .contains(name));
    }

    private static boolean builds(JavaClass type, String what) {
        return type.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(what));
    }
}
