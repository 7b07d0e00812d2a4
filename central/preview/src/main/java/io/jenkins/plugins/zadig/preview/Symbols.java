package io.jenkins.plugins.zadig.preview;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The names under which a Jenkinsfile can call the plugin: steps, and the symbols of other describables. */
final class Symbols {
    private Symbols() {}

    static Set<String> steps() {
        Set<String> names = new TreeSet<>();
        StepDescriptor.all().forEach(descriptor -> names.add(descriptor.getFunctionName()));
        return names;
    }

    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        descriptors().forEach(descriptor -> names.addAll(of(descriptor)));
        return names;
    }

    static Step step(String function, Arguments arguments) {
        StepDescriptor descriptor = StepDescriptor.byFunctionName(function);
        Map<String, Object> named = descriptor instanceof CustomDescribableModel custom
                ? custom.customInstantiate(arguments.named())
                : arguments.named();
        return (Step) new DescribableClass(descriptor.clazz).instantiate(function, named);
    }

    /** Whether the step is called with one value alone, as one parameter is all that it requires. */
    static boolean hasSoleParameter(String function) {
        return DescribableModel.of(StepDescriptor.byFunctionName(function).clazz).getParameters().stream()
                        .filter(DescribableParameter::isRequired)
                        .count()
                == 1;
    }

    static Object instantiate(Class<?> base, UninstantiatedDescribable described) {
        Descriptor<?> descriptor = SymbolLookup.get().findDescriptor(base, described.getSymbol());
        if (descriptor == null) {
            throw new IllegalArgumentException(
                    "no known implementation of " + base + " is named " + described.getSymbol());
        }
        return new DescribableClass(descriptor.clazz).instantiate(described.getSymbol(), described.getArguments());
    }

    @SuppressWarnings("rawtypes")
    private static Stream<Descriptor> descriptors() {
        return ExtensionList.lookup(Descriptor.class).stream();
    }

    private static List<String> of(Descriptor<?> descriptor) {
        Symbol symbol = descriptor.getClass().getAnnotation(Symbol.class);
        return symbol == null ? List.of() : List.of(symbol.value());
    }
}
