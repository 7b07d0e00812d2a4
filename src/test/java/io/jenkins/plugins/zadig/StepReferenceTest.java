package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.zadig.order.SourceRepository;
import io.jenkins.plugins.zadig.step.ZadigRunCustomWorkflowStep;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Whatever a Jenkinsfile can give to a step or a job has a field with help in its form, and an example in docs/steps.md. */
class StepReferenceTest {
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]*\\bfield=\"(\\w+)\"");
    private static final Pattern EXAMPLE = Pattern.compile("<(code|pre)>");

    /** What no form needs: a number that is also a list, and what the step inherits but does not heed. */
    private static final Set<String> WITHOUT_FIELD =
            Set.of("SourceRepository.pr", "ZadigAwaitTaskStep.wait", "ZadigResumeTaskStep.type");

    @TestFactory
    Stream<DynamicTest> parametersHaveAFieldWithHelp() throws Exception {
        return described()
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    var expected = parameters(type).keySet();
                    var fields = new TreeSet<String>();
                    var form = resourceRoot(type).resolve(type.getSimpleName()).resolve("config.jelly");
                    var matcher = FIELD.matcher(FormText.of(classes(type), form));
                    while (matcher.find()) {
                        fields.add(matcher.group(1));
                    }
                    assertThat(fields).isEqualTo(expected);
                    assertThat(help(type, "help.html")).containsPattern(EXAMPLE);
                    for (String field : fields) {
                        assertThat(help(type, "help-" + field + ".html")).containsPattern(EXAMPLE);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachHasAnExample() throws Exception {
        var reference = Files.readString(reference(), StandardCharsets.UTF_8);
        return described()
                .filter(type -> !heading(type).isEmpty() && !parameters(type).isEmpty())
                .map(type -> dynamicTest(
                        heading(type),
                        () -> assertThat(section(reference, heading(type)))
                                .contains("```groovy\n", heading(type) + "(")));
    }

    @TestFactory
    Stream<DynamicTest> stepsAreInBothReadmes() throws Exception {
        var root = reference().getParent().getParent();
        var english = Files.readString(root.resolve("README.md"), StandardCharsets.UTF_8);
        var chinese = Files.readString(root.resolve("README.zh-CN.md"), StandardCharsets.UTF_8);
        return described()
                .filter(Step.class::isAssignableFrom)
                .map(type -> dynamicTest(
                        heading(type),
                        () -> assertThat(List.of(english, chinese))
                                .allSatisfy(readme -> assertThat(readme)
                                        .containsPattern("(?m)^\\|[^|]*`" + heading(type) + "`[^|]*\\|"))));
    }

    /** What a Jenkinsfile can give, by Jenkins' own rules: names, and the types that they are bound to. */
    static Map<String, Class<?>> parameters(Class<?> type) {
        var parameters = new TreeMap<String, Class<?>>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters())
                        .forEach(parameter -> parameters.put(parameter.getName(), parameter.getType()));
            }
        }
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            Arrays.stream(declaring.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                    .forEach(method -> parameters.put(
                            Introspector.decapitalize(method.getName().substring("set".length())),
                            method.getParameterTypes()[0]));
            Arrays.stream(declaring.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(DataBoundSetter.class))
                    .forEach(field -> parameters.put(field.getName(), field.getType()));
        }
        parameters.keySet().removeIf(name -> WITHOUT_FIELD.contains(type.getSimpleName() + "." + name));
        return parameters;
    }

    /** What Jenkins binds a Jenkinsfile to: the steps, the jobs, and the parts of jobs. */
    static Stream<Class<?>> described() throws Exception {
        var described = new ArrayList<Class<?>>();
        for (Class<?> known : List.of(ZadigRunCustomWorkflowStep.class, SourceRepository.class)) {
            try (var files = Files.list(resourceRoot(known))) {
                for (Path file : files.sorted().toList()) {
                    var name = file.getFileName().toString();
                    if (name.endsWith(".class")) {
                        var type = Class.forName(
                                known.getPackageName() + "." + name.substring(0, name.length() - ".class".length()));
                        if (!Modifier.isAbstract(type.getModifiers()) && isBound(type)) {
                            described.add(type);
                        }
                    }
                }
            }
        }
        assertThat(described).contains(ZadigRunCustomWorkflowStep.class, SourceRepository.class);
        return described.stream();
    }

    private static boolean isBound(Class<?> type) {
        return Arrays.stream(type.getConstructors())
                .anyMatch(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class));
    }

    /** The name of a step, a job or a parameter in a Jenkinsfile; empty for a part of a job, which has none. */
    static String heading(Class<?> type) {
        if (Step.class.isAssignableFrom(type)) {
            return Introspector.decapitalize(type.getSimpleName().replaceFirst("Step$", ""));
        }
        return Arrays.stream(type.getDeclaredClasses())
                .filter(nested -> nested.isAnnotationPresent(Symbol.class))
                .map(nested -> nested.getAnnotation(Symbol.class).value()[0])
                .findFirst()
                .orElse("");
    }

    private static String section(String reference, String heading) {
        var matcher =
                Pattern.compile("(?ms)^##+ `" + heading + "`$(.*?)(?=^##|\\z)").matcher(reference);
        assertThat(matcher.find()).as("section " + heading).isTrue();
        return matcher.group(1);
    }

    private static String help(Class<?> type, String name) throws IOException {
        var file = HelpFile.of(classes(type), type, name);
        assertThat(file).as(name).isNotNull();
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Path classes(Class<?> type) {
        return resourceRoot(type)
                .resolve("../".repeat(type.getPackageName().split("\\.").length))
                .normalize();
    }

    private static Path resourceRoot(Class<?> type) {
        try {
            return Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                    .getParent();
        } catch (URISyntaxException x) {
            throw new AssertionError(x);
        }
    }

    private static Path reference() {
        return Checkout.root().resolve("docs/steps.md");
    }
}
