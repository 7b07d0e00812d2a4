package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** What a block like {@code environment} assigns, or one like {@code options} calls. */
final class DeclaredValues extends GroovyObjectSupport {
    private final WorkflowProgram program;
    private final Map<String, String> assigned = new LinkedHashMap<>();
    private final List<UninstantiatedDescribable> called = new ArrayList<>();

    private DeclaredValues(WorkflowProgram program) {
        this.program = program;
    }

    static DeclaredValues of(Closure<?> block, WorkflowProgram program) {
        DeclaredValues values = new DeclaredValues(program);
        if (block != null) {
            Directives.run(block, values);
        }
        return values;
    }

    @Override
    public Object getProperty(String name) {
        return assigned.containsKey(name) ? assigned.get(name) : program.getProperty(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        assigned.put(name, String.valueOf(value));
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        UninstantiatedDescribable described = new UninstantiatedDescribable(name, null, Arguments.of(name, arguments).named());
        called.add(described);
        return described;
    }

    Map<String, String> assigned() {
        return assigned;
    }

    List<UninstantiatedDescribable> called() {
        return called;
    }
}
