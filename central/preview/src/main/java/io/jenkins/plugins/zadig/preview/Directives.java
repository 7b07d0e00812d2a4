package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One level of a Declarative Pipeline: which directives it holds, unread; reading a level runs no step. */
final class Directives extends GroovyObjectSupport {
    private static final Object NOTHING = new Object();

    private final String level;
    private final Set<String> known;
    private final WorkflowProgram program;
    private final Map<String, Object> found = new LinkedHashMap<>();

    private Directives(String level, Set<String> known, WorkflowProgram program) {
        this.level = level;
        this.known = known;
        this.program = program;
    }

    static Directives read(String level, Set<String> known, Closure<?> body, WorkflowProgram program) {
        Directives directives = new Directives(level, known, program);
        run(body, directives);
        return directives;
    }

    /** Runs a block so that all that it calls and assigns goes to {@code receiver}. */
    static Object run(Closure<?> body, Object receiver) {
        Closure<?> own = body.rehydrate(receiver, receiver, receiver);
        own.setResolveStrategy(Closure.DELEGATE_ONLY);
        return own.call();
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        String directive =
                name.startsWith(WorkflowProgram.PREFIX) ? name.substring(WorkflowProgram.PREFIX.length()) : name;
        if (!known.contains(directive)) {
            throw new IllegalArgumentException(
                    "Undefined section \"" + directive + "\" in " + level + "; known are " + known);
        }
        Object[] values = arguments instanceof Object[] array ? array : new Object[] {arguments};
        found.put(directive, values.length == 1 ? values[0] : NOTHING);
        return null;
    }

    /** Words such as {@code none} and {@code true}, and the variables of the Jenkinsfile. */
    @Override
    public Object getProperty(String name) {
        return Set.of("any", "none").contains(name) ? name : program.getProperty(name);
    }

    boolean has(String directive) {
        return found.containsKey(directive);
    }

    Closure<?> block(String directive) {
        return found.get(directive) instanceof Closure<?> closure ? closure : null;
    }

    boolean flag(String directive) {
        return Boolean.TRUE.equals(found.get(directive));
    }

    Map<String, Object> all() {
        return new HashMap<>(found);
    }
}
