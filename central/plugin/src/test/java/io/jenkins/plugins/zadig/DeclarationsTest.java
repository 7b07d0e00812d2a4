package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/**
 * {@code central/jenkins-api} declares what is used and nothing else: each type and member is used by the plugin, its
 * tests or the preview, or by another declaration that is. Abstract methods of a type come with it, and so does what
 * overrides a method that is used; constants that the compiler copies leave no trace, so they may stay.
 */
class DeclarationsTest {
    private static final Set<String> BY_THE_JVM = Set.of("values", "valueOf", "$values", "readResolve", "writeReplace");

    private final JavaClasses all = new ClassFileImporter()
            .importUrls(List.of(location(Run.class), location(ZadigClient.class), location(DeclarationsTest.class)));

    private final Set<JavaClass> declared =
            all.stream().filter(DeclarationsTest::isIndependent).collect(Collectors.toSet());

    private final Set<Object> used = new HashSet<>();
    private final Deque<Object> unseen = new ArrayDeque<>();

    @Test
    void eachDeclarationIsUsed() {
        all.stream().filter(type -> !declared.contains(type)).forEach(this::useBy);
        // The compiler finds these by itself.
        declared.stream().filter(type -> type.isAssignableTo(Processor.class)).forEach(this::use);
        int before;
        do {
            before = used.size();
            follow();
            declared.stream().filter(used::contains).forEach(this::useWhatComesWith);
        } while (used.size() > before || !unseen.isEmpty());

        assertThat(declared).hasSizeGreaterThan(100);
        var unused = new TreeSet<String>();
        for (JavaClass type : declared) {
            if (!used.contains(type)) {
                unused.add(type.getName());
            } else {
                type.getMembers().stream()
                        .filter(member -> !used.contains(member) && !isExempt(member))
                        .forEach(member -> unused.add(member.getFullName()));
            }
        }
        assertThat(unused).isEmpty();
    }

    /** Everything that a class of the plugin or of the tests names, calls, reads or overrides. */
    private void useBy(JavaClass user) {
        user.getDirectDependenciesFromSelf().forEach(dependency -> use(dependency.getTargetClass()));
        user.getAccessesFromSelf().forEach(access -> access.getTarget().resolveMember().ifPresent(this::use));
        user.getMethods().forEach(this::useOverridden);
    }

    private void follow() {
        while (!unseen.isEmpty()) {
            var next = unseen.pop();
            if (next instanceof JavaClass type) {
                useAll(Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()).toList());
                type.getTypeParameters().forEach(parameter -> useAll(parameter.getAllInvolvedRawTypes()));
                type.getEnclosingClass().ifPresent(this::use);
                useAnnotations(type.getAnnotations());
                type.getStaticInitializer().ifPresent(this::use);
            } else if (next instanceof JavaField field) {
                use(field.getOwner());
                useAll(List.of(field.getType()));
                useAnnotations(field.getAnnotations());
            } else if (next instanceof JavaCodeUnit code) {
                use(code.getOwner());
                useAll(code.getParameterTypes());
                useAll(List.of(code.getReturnType()));
                code.getExceptionTypes().forEach(this::use);
                code.getTypeParameters().forEach(parameter -> useAll(parameter.getAllInvolvedRawTypes()));
                useAnnotations(code.getAnnotations());
                code.getReferencedClassObjects().forEach(reference -> use(reference.getRawType()));
                code.getInstanceofChecks().forEach(check -> use(check.getRawType()));
                code.getTryCatchBlocks().forEach(block -> block.getCaughtThrowables().forEach(this::use));
                code.getAccessesFromSelf().forEach(access -> {
                    use(access.getTargetOwner());
                    access.getTarget().resolveMember().ifPresent(this::use);
                });
            }
        }
    }

    /** Its abstract methods, what it overrides of others, and what a class cannot be without. */
    private void useWhatComesWith(JavaClass type) {
        for (JavaMethod method : type.getMethods()) {
            if (method.getModifiers().contains(JavaModifier.ABSTRACT) || overrides(method)) {
                use(method);
            }
        }
        if (type.getConstructors().size() == 1) {
            type.getConstructors().forEach(this::use);
        }
        type.getMethods().stream().filter(used::contains).forEach(this::useOverridden);
    }

    private void useOverridden(JavaMethod method) {
        supertypes(method.getOwner()).flatMap(parent -> same(method, parent)).forEach(this::use);
    }

    /** Whether it is called as another method that is used, or as one of the JDK. */
    private boolean overrides(JavaMethod method) {
        return supertypes(method.getOwner())
                .flatMap(parent -> same(method, parent))
                .anyMatch(other -> !declared.contains(other.getOwner()) || used.contains(other));
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
    }

    private static Stream<JavaMethod> same(JavaMethod method, JavaClass parent) {
        return parent.getMethods().stream()
                .filter(other -> other.getName().equals(method.getName())
                        && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
    }

    private void useAnnotations(Collection<? extends JavaAnnotation<?>> annotations) {
        for (JavaAnnotation<?> annotation : annotations) {
            use(annotation.getRawType());
            annotation.getProperties().values().forEach(value -> {
                for (Object single : value instanceof Object[] several ? several : new Object[] {value}) {
                    if (single instanceof JavaClass type) {
                        use(type);
                    }
                }
            });
        }
    }

    private void useAll(Collection<? extends JavaType> types) {
        types.forEach(type -> type.getAllInvolvedRawTypes().forEach(this::use));
    }

    private void use(JavaClass type) {
        var component = type.getBaseComponentType();
        if (declared.contains(component) && used.add(component)) {
            unseen.push(component);
        }
    }

    private void use(JavaMember member) {
        if (declared.contains(member.getOwner()) && used.add(member)) {
            unseen.push(member);
        }
    }

    private boolean isExempt(JavaMember member) {
        return member instanceof JavaField field && (field.getOwner().isEnum() || isConstant(field))
                || member.getModifiers().contains(JavaModifier.SYNTHETIC)
                || member.getOwner().isRecord()
                || BY_THE_JVM.contains(member.getName())
                || member instanceof JavaStaticInitializer
                || member instanceof JavaConstructor && member.getModifiers().contains(JavaModifier.PRIVATE);
    }

    private static boolean isConstant(JavaField field) {
        return field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))
                && (field.getRawType().isPrimitive() || field.getRawType().isEquivalentTo(String.class));
    }

    private static boolean isIndependent(JavaClass type) {
        return !type.isAnonymousClass()
                && type.getSource().orElseThrow().getUri().toString().contains(location(Run.class).getPath());
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
