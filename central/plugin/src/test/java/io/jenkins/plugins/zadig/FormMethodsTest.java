package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.POST;

/** What browsers can call takes POST alone, and what a form offers to choose from is there. */
class FormMethodsTest {
    private static final Pattern WEB_METHOD = Pattern.compile("do[A-Z]\\w*");
    private static final Pattern CHOICE =
            Pattern.compile("<f:entry[^>]*\\bfield=\"(\\w+)\"[^>]*>\\s*<(?:f:select|f:combobox|c:select)\\b");

    /** A page's look at what it shows already, and the endpoint of notifications, which tells methods apart itself. */
    private static final Set<String> EXCEPT = Set.of("ZadigTab.doState", "NotificationEndpoint.doDynamic");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jenkins.plugins.zadig");

    @Test
    void whatBrowsersCallTakesPostAlone() {
        var methods = new ArrayList<JavaMethod>();
        for (JavaClass type : CLASSES) {
            type.getMethods().stream()
                    .filter(method -> WEB_METHOD.matcher(method.getName()).matches())
                    .forEach(methods::add);
        }
        assertThat(methods).hasSizeGreaterThan(40);
        assertThat(methods.stream()
                        .filter(method -> !method.isAnnotatedWith(POST.class))
                        .map(method -> method.getOwner().getSimpleName() + "." + method.getName()))
                .containsExactlyInAnyOrderElementsOf(EXCEPT);
    }

    @Test
    void choicesOfFormsAreFilled() throws Exception {
        var root = Path.of(FormMethodsTest.class.getResource("/index.jelly").toURI())
                .getParent();
        List<Path> forms;
        try (var files = Files.walk(root)) {
            forms = files.filter(file -> file.endsWith("config.jelly")).toList();
        }
        var choices = 0;
        for (Path form : forms) {
            var described = root.relativize(form.getParent()).toString().replace('/', '.');
            var matcher = CHOICE.matcher(FormText.of(root, form));
            while (matcher.find()) {
                choices++;
                var field = matcher.group(1);
                var fill = "doFill" + Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Items";
                assertThat(Arrays.stream(Class.forName(described + "$DescriptorImpl")
                                        .getMethods())
                                .map(method -> method.getName()))
                        .as(described)
                        .contains(fill);
            }
        }
        assertThat(choices).isGreaterThan(100);
    }
}
