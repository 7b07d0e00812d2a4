package io.jenkins.plugins.zadig.pipelines;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a script can ask of the plugin's objects. */
public final class Getters {
    private static final String PLUGIN = "io.jenkins.plugins.zadig.";

    private Getters() {}

    /** The public getters of a type that the plugin itself declares, and {@code toMap()}. */
    public static List<Method> of(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass().getName().startsWith(PLUGIN))
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isBridge() && method.getName().matches("(get|is)[A-Z].*|toMap"))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** The plugin's own type that a getter gives, also as the element of a list; {@code null} for plain values. */
    public static Class<?> given(Method getter) {
        return own(getter.getGenericReturnType());
    }

    private static Class<?> own(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .map(Getters::own)
                    .filter(own -> own != null)
                    .findFirst()
                    .orElse(null);
        }
        return type instanceof Class<?> plain && plain.getName().startsWith(PLUGIN) ? plain : null;
    }

    /** These types, and all of the plugin's that their getters give. */
    public static Set<Class<?>> reachable(Collection<Class<?>> roots) {
        var reachable = new LinkedHashSet<Class<?>>();
        var next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            var type = next.remove();
            if (reachable.add(type)) {
                of(type).stream().map(Getters::given).filter(own -> own != null).forEach(next::add);
            }
        }
        return reachable;
    }

    /** A script that calls all getters of a variable's type, as a method and as a property, and those of what they give. */
    public static String calls(String variable, Class<?> type) {
        var script = new StringBuilder();
        for (Method getter : of(type)) {
            var name = getter.getName();
            var property = name.replaceFirst("^(get|is)", "");
            script.append(variable).append('.').append(name).append("()\n");
            if (!name.equals("toMap")) {
                script.append(variable)
                        .append('.')
                        .append(Character.toLowerCase(property.charAt(0)))
                        .append(property.substring(1))
                        .append('\n');
            }
            var own = given(getter);
            if (own != null) {
                var inner = variable + property;
                script.append("for (")
                        .append(inner)
                        .append(" in [")
                        .append(variable)
                        .append('.')
                        .append(name)
                        .append("()].flatten()) { if (")
                        .append(inner)
                        .append(" != null) {\n")
                        .append(calls(inner, own))
                        .append("} }\n");
            }
        }
        return script.toString();
    }
}
