package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The directive {@code when} of a stage. */
final class WhenConditions {
    private final WorkflowProgram program;

    WhenConditions(WorkflowProgram program) {
        this.program = program;
    }

    boolean hold(Closure<?> block) {
        return block == null || evaluate(block).stream().allMatch(Boolean::booleanValue);
    }

    private List<Boolean> evaluate(Closure<?> block) {
        List<Boolean> held = new ArrayList<>();
        Directives.run(block, new GroovyObjectSupport() {
            @Override
            public Object invokeMethod(String name, Object arguments) {
                String condition = name.startsWith(WorkflowProgram.PREFIX)
                        ? name.substring(WorkflowProgram.PREFIX.length())
                        : name;
                Boolean holds = holds(condition, Arguments.of(condition, arguments));
                if (holds != null) {
                    held.add(holds);
                }
                return holds;
            }

            @Override
            public Object getProperty(String name) {
                return program.getProperty(name);
            }
        });
        return held;
    }

    private Boolean holds(String condition, Arguments arguments) {
        return switch (condition) {
            case "expression" -> truth(arguments.body());
            case "environment" ->
                Objects.equals(
                        arguments.text("value", null),
                        Branch.current().environment().get(arguments.text("name", "")));
            case "equals" -> Objects.equals(arguments.get("expected"), arguments.get("actual"));
            case "branch" ->
                Objects.equals(
                        arguments.nameSole("pattern").text("pattern", null),
                        Branch.current().environment().get("BRANCH_NAME"));
            case "not" -> !evaluate(arguments.body()).get(0);
            case "allOf" -> evaluate(arguments.body()).stream().allMatch(Boolean::booleanValue);
            case "anyOf" -> evaluate(arguments.body()).stream().anyMatch(Boolean::booleanValue);
            case "beforeAgent", "beforeOptions", "beforeInput" -> null;
            default -> throw new IllegalArgumentException("The preview knows no condition " + condition);
        };
    }

    private Boolean truth(Closure<?> expression) {
        Closure<?> own = expression.rehydrate(program, program, program);
        return org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation.castToBoolean(own.call());
    }
}
