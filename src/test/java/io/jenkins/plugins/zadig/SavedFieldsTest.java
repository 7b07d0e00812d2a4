package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.KeptTask;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is written into builds, jobs and the configuration stays as it was: later versions must read it. Who changes it on
 * purpose records the state of before (docs/contributing.md), and then takes the new list over.
 */
class SavedFieldsTest {
    private static final Path LIST = Path.of("src/test/resources/io/jenkins/plugins/zadig/saved-fields.txt");
    private static final Path NOW = Path.of("target/saved-fields.txt");

    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jenkins.plugins.zadig");

    /** What is saved as XML or JSON beside builders, jobs and all that is serialised; the rest follows from fields. */
    private static final Set<String> ROOTS = Set.of(
            BuildTasks.class.getName(),
            FolderServers.class.getName(),
            KeptTask.class.getName(),
            TaskEnvironment.class.getName(),
            ZadigGlobalConfiguration.class.getName(),
            "io.jenkins.plugins.zadig.act.ObservedTaskState",
            "io.jenkins.plugins.zadig.act.OpenTask",
            "io.jenkins.plugins.zadig.act.TaskEndCause",
            "io.jenkins.plugins.zadig.act.TaskEndCause$Told",
            "io.jenkins.plugins.zadig.act.TaskEndTrigger",
            "io.jenkins.plugins.zadig.act.TaskEnds$Memory",
            "io.jenkins.plugins.zadig.page.ZadigCause",
            "io.jenkins.plugins.zadig.report.PublishedSuites",
            "io.jenkins.plugins.zadig.task.LaunchMemory$SharedUsers",
            "io.jenkins.plugins.zadig.task.LaunchedTasks");

    /** Serialisable by descent only. */
    private static final Set<Class<?>> NEVER_SAVED =
            Set.of(Enum.class, JsonDeserializer.class, Map.class, TaskListener.class, Throwable.class);

    @Test
    void areAsTheyWere() throws IOException {
        var now = String.join("\n", saved().values()) + "\n";
        Files.writeString(NOW, now);

        assertThat(now)
                .as("See docs/contributing.md; then %s goes to %s", NOW, LIST)
                .isEqualTo(Files.readString(Checkout.root().resolve(LIST)));
    }

    private static Map<String, String> saved() {
        var found = new TreeMap<String, String>();
        var open = PLUGIN.stream().filter(SavedFieldsTest::isRoot).collect(Collectors.toCollection(ArrayDeque::new));
        while (!open.isEmpty()) {
            var type = open.pop();
            if (type.getPackageName().startsWith("io.jenkins.plugins.zadig") && !found.containsKey(type.getName())) {
                found.put(type.getName(), describe(type));
                fields(type)
                        .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                        .forEach(open::add);
                type.getRawSuperclass().ifPresent(open::add);
            }
        }
        return found;
    }

    private static boolean isRoot(JavaClass type) {
        return ROOTS.contains(type.getName())
                || type.isAssignableTo(Builder.class)
                || type.isAssignableTo(ListedJob.class)
                || type.isAssignableTo(Serializable.class)
                        && NEVER_SAVED.stream().noneMatch(type::isAssignableTo);
    }

    private static String describe(JavaClass type) {
        var text = new StringBuilder(type.getName());
        if (type.isAssignableTo(Serializable.class) && !type.isEnum()) {
            text.append(" ").append(ObjectStreamClass.lookup(type.reflect()).getSerialVersionUID());
        }
        fields(type)
                .map(field ->
                        "\n    " + field.getName() + ": " + field.getRawType().getName())
                .sorted()
                .forEach(text::append);
        return text.toString();
    }

    private static Stream<JavaField> fields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.TRANSIENT))
                .filter(field -> type.isEnum() || !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
