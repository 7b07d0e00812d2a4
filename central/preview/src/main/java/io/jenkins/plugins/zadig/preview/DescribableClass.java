package io.jenkins.plugins.zadig.preview;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How an object of a class is made from named arguments: its constructor and setters for data binding. */
final class DescribableClass {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<String> required;
    private final Map<String, Setter> optional = new TreeMap<>();

    DescribableClass(Class<?> type) {
        this.type = type;
        this.constructor = constructorOf(type);
        this.required = parametersOf(type);
        if (required.size() != constructor.getParameterCount()) {
            throw new IllegalStateException(type + " was compiled without its .stapler file");
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            collectSetters(c);
        }
    }

    private interface Assignment {
        void assign(Object target, Object value) throws ReflectiveOperationException;
    }

    private record Setter(Type type, Assignment assignment) {}

    private static Constructor<?> constructorOf(Class<?> type) {
        for (Constructor<?> candidate : type.getConstructors()) {
            if (candidate.isAnnotationPresent(DataBoundConstructor.class)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("There's no @DataBoundConstructor on any constructor of " + type);
    }

    private static List<String> parametersOf(Class<?> type) {
        String file = type.getName().replace('.', '/').replace('$', '/') + ".stapler";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Missing " + file);
            }
            Properties properties = new Properties();
            properties.load(in);
            String names = properties.getProperty("constructor");
            return names.isEmpty() ? List.of() : List.of(names.split(","));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    private void collectSetters(Class<?> c) {
        for (Method method : c.getDeclaredMethods()) {
            String name = method.getName();
            if (method.isAnnotationPresent(DataBoundSetter.class) && !method.isBridge()) {
                if (!name.matches("set.+") || method.getParameterCount() != 1) {
                    throw new IllegalStateException(method + " is no setter");
                }
                optional.putIfAbsent(
                        Character.toLowerCase(name.charAt(3)) + name.substring(4),
                        new Setter(method.getGenericParameterTypes()[0], method::invoke));
            }
        }
        for (Field field : c.getDeclaredFields()) {
            if (field.isAnnotationPresent(DataBoundSetter.class) && Modifier.isPublic(field.getModifiers())) {
                optional.putIfAbsent(field.getName(), new Setter(field.getGenericType(), field::set));
            }
        }
    }

    /** All names that it takes, those of the constructor first, the others in alphabetical order. */
    Set<String> parameters() {
        Set<String> names = new LinkedHashSet<>(required);
        names.addAll(optional.keySet());
        return names;
    }

    /** What {@code arguments} make of it; {@code what} is how a Jenkinsfile calls it. */
    Object instantiate(String what, Map<String, Object> arguments) {
        Map<String, Object> named = name(what, arguments);
        Set<String> unknown = new LinkedHashSet<>(named.keySet());
        unknown.removeAll(parameters());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    what + ": unknown parameter " + String.join(", ", unknown) + "; known are " + parameters());
        }
        try {
            Object made = construct(what, named);
            for (Map.Entry<String, Setter> entry : optional.entrySet()) {
                if (named.containsKey(entry.getKey()) && !required.contains(entry.getKey())) {
                    Setter setter = entry.getValue();
                    Object value = named.get(entry.getKey());
                    setter.assignment().assign(made, Coercion.of(what + '.' + entry.getKey(), setter.type(), value));
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            Throwable cause = Failures.unwrap(e);
            throw new IllegalArgumentException("Could not instantiate " + what + ": " + cause.getMessage(), cause);
        }
    }

    private Object construct(String what, Map<String, Object> named) throws ReflectiveOperationException {
        Type[] types = constructor.getGenericParameterTypes();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            String name = required.get(i);
            values.add(Coercion.of(what + '.' + name, types[i], named.get(name)));
        }
        return constructor.newInstance(values.toArray());
    }

    private Map<String, Object> name(String what, Map<String, Object> arguments) {
        if (!arguments.containsKey(Arguments.UNNAMED)) {
            return arguments;
        }
        if (required.size() != 1 || arguments.size() != 1) {
            throw new IllegalArgumentException(
                    "Arguments to " + what + " have to be explicitly named: " + parameters());
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(required.get(0), arguments.get(Arguments.UNNAMED));
        return named;
    }

    @Override
    public String toString() {
        return type.getName() + parameters();
    }
}
