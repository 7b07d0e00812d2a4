package io.jenkins.plugins.zadig.controller;

import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import hudson.util.ReflectionUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.HeterogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.HomogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.ParameterType;

/** Values for every parameter of a step, of its jobs, and of their parts. */
final class Samples {
    /** Only a Jenkinsfile has the first two; a list of one says the same as the last. */
    private static final Set<String> NOT_IN_FORMS = Set.of("task", "definition", "pr");

    private Samples() {}

    /** Something of the model's type with a value of its own for every parameter. */
    static <T> T filled(DescribableModel<T> model) throws Exception {
        return model.instantiate(of(model), null);
    }

    /** Something of the model's type with nothing but what it must have. */
    static <T> T bare(DescribableModel<T> model) throws Exception {
        var values = new LinkedHashMap<String, Object>();
        model.getParameters().stream()
                .filter(parameter -> parameter.isRequired() && parameter.getErasedType() == String.class)
                .forEach(parameter -> values.put(parameter.getName(), "some"));
        return model.instantiate(values, null);
    }

    private static Map<String, Object> of(DescribableModel<?> model) throws Exception {
        var values = new LinkedHashMap<String, Object>();
        for (DescribableParameter parameter : model.getParameters()) {
            var name = parameter.getName();
            if (!NOT_IN_FORMS.contains(name)) {
                values.put(name, sample(model, parameter));
            }
        }
        return values;
    }

    private static Object sample(DescribableModel<?> owner, DescribableParameter parameter) throws Exception {
        var type = parameter.getErasedType();
        if (type == boolean.class) {
            return !(Boolean) ReflectionUtils.getPublicProperty(bare(owner), parameter.getName());
        }
        if (type == int.class || type == long.class) {
            return 7;
        }
        if (Map.class.isAssignableFrom(type)) {
            return new LinkedHashMap<>(Map.of("LEVEL", "it's \"high\""));
        }
        if (type == String.class) {
            return choice(owner.getType(), parameter.getName());
        }
        return sample(parameter.getType());
    }

    private static Object sample(ParameterType type) throws Exception {
        if (type instanceof ArrayType array) {
            return array.getElementType() instanceof HeterogeneousObjectType kinds
                    ? each(kinds)
                    : new ArrayList<>(List.of(sample(array.getElementType())));
        }
        if (type instanceof HomogeneousObjectType part) {
            return of(part.getSchemaType());
        }
        return type.getActualType() == String.class ? "text" : 7;
    }

    private static List<Object> each(HeterogeneousObjectType kinds) throws Exception {
        var all = new ArrayList<Object>();
        for (DescribableModel<?> kind : kinds.getTypes().values()) {
            all.add(filled(kind));
        }
        return all;
    }

    /** The last choice that the form offers; a text where it offers none. */
    private static String choice(Class<?> owner, String name) throws Exception {
        Descriptor<?> descriptor = Jenkins.get().getDescriptor(owner.asSubclass(Describable.class));
        var fill = "doFill" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Items";
        for (var method : descriptor.getClass().getMethods()) {
            if (method.getName().equals(fill)) {
                if (method.getReturnType() == ListBoxModel.class) {
                    var items = (ListBoxModel) method.invoke(descriptor, new Object[method.getParameterCount()]);
                    return Util.fixNull(items.get(items.size() - 1).value);
                }
            }
        }
        return name.toLowerCase(Locale.ROOT).endsWith("timeout") ? "1h30m" : name + " & <more>";
    }
}
