package io.jenkins.plugins.zadig.preview;

import groovy.lang.Script;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** What a Jenkinsfile is compiled to: its calls that are no methods of its own are steps. */
public abstract class WorkflowProgram extends Script {
    /** Before this, {@link StepNames} has put a call that Groovy itself would answer. */
    static final String PREFIX = "jenkins_";

    private PreviewRun run;
    private BuiltInSteps builtIn;

    final void prepare(PreviewRun build) {
        run = build;
        builtIn = new BuiltInSteps(this, build);
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] values = arguments instanceof Object[] array ? array : new Object[] {arguments};
        if (!getMetaClass().respondsTo(this, name, values).isEmpty()) {
            return super.invokeMethod(name, values);
        }
        if (getBinding().hasVariable(name)) {
            return super.invokeMethod(name, values);
        }
        return call(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, values);
    }

    @Override
    public Object getProperty(String name) {
        if (!getBinding().hasVariable(name) && getMetaClass().hasProperty(this, name) == null) {
            String value = Branch.current().environment().get(name);
            if (value != null) {
                return value;
            }
        }
        return super.getProperty(name);
    }

    private Object call(String name, Object[] values) {
        Arguments arguments = Arguments.of(name, values);
        if (builtIn.names().contains(name)) {
            return builtIn.call(name, arguments);
        }
        if (Symbols.steps().contains(name)) {
            return PluginStep.call(run, name, arguments);
        }
        if (Symbols.all().contains(name) || BuiltInSteps.SYMBOLS.contains(name)) {
            return new UninstantiatedDescribable(name, null, arguments.named());
        }
        throw new NoSuchMethodError(String.format(
                Locale.ROOT,
                "No such DSL method '%s' found among steps %s or symbols %s",
                name,
                List.copyOf(steps()),
                List.copyOf(Symbols.all())));
    }

    private Set<String> steps() {
        Set<String> names = new TreeSet<>(builtIn.names());
        names.addAll(Symbols.steps());
        return names;
    }
}
