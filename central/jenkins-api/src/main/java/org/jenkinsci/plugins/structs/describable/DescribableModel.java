package org.jenkinsci.plugins.structs.describable;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

public final class DescribableModel<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, DescribableParameter> parameters = new LinkedHashMap<>();

    private DescribableModel(Class<T> type) {
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(candidate -> candidate.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no @DataBoundConstructor on " + type));
        List<String> names = names(type);
        Type[] types = constructor.getGenericParameterTypes();
        if (names.size() != types.length) {
            throw new IllegalArgumentException(type + " was compiled without its .stapler file");
        }
        for (int i = 0; i < types.length; i++) {
            parameters.put(names.get(i), new DescribableParameter(names.get(i), types[i], true));
        }
        Map<String, DescribableParameter> rest = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class) && !method.isBridge()) {
                String name = Character.toLowerCase(method.getName().charAt(3))
                        + method.getName().substring(4);
                rest.put(name, new DescribableParameter(name, method.getGenericParameterTypes()[0], false));
            }
        }
        for (Field field : type.getFields()) {
            if (field.isAnnotationPresent(DataBoundSetter.class)) {
                rest.put(field.getName(), new DescribableParameter(field.getName(), field.getGenericType(), false));
            }
        }
        rest.forEach(parameters::putIfAbsent);
    }

    private static List<String> names(Class<?> type) {
        String file = type.getName().replace('.', '/').replace('$', '/') + ".stapler";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            String names = properties.getProperty("constructor", "");
            return names.isEmpty() ? List.of() : List.of(names.split(","));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }

    public static <T> DescribableModel<T> of(Class<T> clazz) {
        return new DescribableModel<>(clazz);
    }

    public Collection<DescribableParameter> getParameters() {
        return parameters.values();
    }
}
