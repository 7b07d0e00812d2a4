package io.jenkins.plugins.zadig.preview;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.kohsuke.stapler.DataBoundConstructor;

/** How an object of a class is made from named arguments: its constructor and setters for data binding. */
final class DescribableClass {
    private final Class<?> type;
    private final Map<String, DescribableParameter> parameters = new LinkedHashMap<>();

    DescribableClass(Class<?> type) {
        this.type = type;
        DescribableModel.of(type).getParameters().forEach(parameter -> parameters.put(parameter.getName(), parameter));
    }

    /** What {@code arguments} make of it; {@code what} is how a Jenkinsfile calls it. */
    Object instantiate(String what, Map<String, ?> arguments) {
        Map<String, ?> named = name(what, arguments);
        Set<String> unknown = new LinkedHashSet<>(named.keySet());
        unknown.removeAll(parameters.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(what + ": unknown parameter " + String.join(", ", unknown)
                    + "; known are " + parameters.keySet());
        }
        try {
            Object made = construct(what, named);
            for (DescribableParameter parameter : parameters.values()) {
                if (!parameter.isRequired() && named.containsKey(parameter.getName())) {
                    set(made, parameter.getName(), coerced(what, parameter, named));
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            Throwable cause = Failures.unwrap(e);
            throw new IllegalArgumentException("Could not instantiate " + what + ": " + cause.getMessage(), cause);
        }
    }

    private Object construct(String what, Map<String, ?> named) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        parameters.values().stream()
                .filter(DescribableParameter::isRequired)
                .forEach(parameter -> values.add(coerced(what, parameter, named)));
        for (Constructor<?> candidate : type.getConstructors()) {
            if (candidate.isAnnotationPresent(DataBoundConstructor.class)) {
                return candidate.newInstance(values.toArray());
            }
        }
        throw new NoSuchMethodException(type + " has no constructor for data binding");
    }

    private static Object coerced(String what, DescribableParameter parameter, Map<String, ?> named) {
        String name = parameter.getName();
        return Coercion.of(what + '.' + name, parameter.getRawType(), named.get(name));
    }

    private void set(Object made, String name, Object value) throws ReflectiveOperationException {
        Optional<Field> field = Arrays.stream(type.getFields())
                .filter(known -> known.getName().equals(name))
                .findFirst();
        if (field.isPresent()) {
            field.get().set(made, value);
            return;
        }
        String setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Method known = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(setter) && !method.isBridge())
                .findFirst()
                .orElseThrow();
        known.invoke(made, value);
    }

    private Map<String, ?> name(String what, Map<String, ?> arguments) {
        if (!arguments.containsKey(Arguments.UNNAMED)) {
            return arguments;
        }
        List<String> required = parameters.values().stream()
                .filter(DescribableParameter::isRequired)
                .map(DescribableParameter::getName)
                .toList();
        if (required.size() != 1 || arguments.size() != 1) {
            throw new IllegalArgumentException(
                    "Arguments to " + what + " have to be explicitly named: " + parameters.keySet());
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(required.get(0), arguments.get(Arguments.UNNAMED));
        return named;
    }

    @Override
    public String toString() {
        return type.getName() + parameters.keySet();
    }
}
