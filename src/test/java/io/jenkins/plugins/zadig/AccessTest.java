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
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
            var asks = called.stream()
                    .anyMatch(name -> name.endsWith(".hasPermission") || name.endsWith(".checkPermission"));
            var row = AccessTable.of(method.getName());
            if (row.isPlain()) {
                assertThat(called)
                        .as(method.getFullName())
                        .noneMatch(name -> name.startsWith("jenkins.model.Jenkins.")
                                || name.contains("CredentialsProvider")
                                || name.startsWith(ROOT + ".api.ZadigClient.")
                                || name.startsWith(ROOT + ".config.ZadigGlobalConfiguration."));
            } else {
                assertThat(asks).as(method.getFullName()).isTrue();
            }
        }
    }

    /** What needs no permission says so to the security scan of Jenkins, in the words that it reads. */
    @Test
    void methodsWithoutAPermissionSaySo() throws IOException {
        var declared = Pattern.compile("    public (?:final )?[\\w<>]+ (do(?:Check|Fill)\\w+)\\(.*");
        var silent = new ArrayList<String>();
        try (var files = Files.walk(Checkout.root().resolve("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line -> {
                            var method = declared.matcher(line.strip().indent(4).stripTrailing());
                            return method.matches()
                                    && AccessTable.of(method.group(1)).isPlain();
                        })
                        .filter(line -> !line.contains("// lgtm[jenkins/no-permission-check]"))
                        .forEach(line -> silent.add(file.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(silent).isEmpty();
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
                .filter(type -> type.getPackageName().matches(ROOT + "\\.(step|builder|run)"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("org.kohsuke.stapler.DataBoundSetter"))
                .forEach(method -> assertThat(method.getName())
                        .as(method.getFullName())
                        .doesNotMatch("(?i)set(.*(url|uri|address|host|proxy|endpoint)|server(url)?s)"));
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
