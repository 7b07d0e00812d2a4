package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ManagementLink;
import hudson.model.RootAction;
import java.util.HashSet;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;

/** What people name in a Jenkinsfile, in JCasC or to a script has a short name, and no two have the same one. */
class SymbolsTest {
    private static final List<Class<?>> NAMED =
            List.of(Descriptor.class, ManagementLink.class, AdministrativeMonitor.class, RootAction.class);

    private static List<JavaClass> extensions() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.jenkins.plugins.zadig")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Extension.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .toList();
    }

    @Test
    void whatIsNamedHasASymbol() {
        var named = extensions().stream()
                .filter(type -> NAMED.stream().anyMatch(type::isAssignableTo))
                .toList();
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named)
                .filteredOn(type -> !type.isAnnotatedWith(Symbol.class))
                // A step's own name is one.
                .filteredOn(type -> !type.isAssignableTo(StepDescriptor.class))
                // Parts of lists of one type are maps without any name.
                .filteredOn(type -> !isPart(type))
                .isEmpty();
    }

    private static boolean isPart(JavaClass descriptor) {
        return descriptor
                .getEnclosingClass()
                .filter(part -> part.getModifiers().contains(JavaModifier.FINAL))
                .filter(part ->
                        part.getRawInterfaces().stream().anyMatch(type -> type.isEquivalentTo(Describable.class))
                                || part.getRawSuperclass()
                                        .filter(parent -> parent.isAssignableTo(Describable.class))
                                        .filter(parent -> parent.getSimpleName().equals("CodeInput"))
                                        .isPresent())
                .isPresent();
    }

    @Test
    void symbolsAreUnique() {
        var seen = new HashSet<String>();
        for (JavaClass type : extensions()) {
            if (type.isAnnotatedWith(Symbol.class)) {
                for (String symbol : type.getAnnotationOfType(Symbol.class).value()) {
                    assertThat(seen.add(symbol)).as(symbol).isTrue();
                }
            }
        }
        assertThat(seen).contains("zadig", "zadigChoice", "zadigTaskEnd", "zadigTaskFailed");
    }
}
