package io.jenkins.plugins.zadig.preview;

import hudson.model.Result;
import hudson.util.Secret;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** Turns what a Jenkinsfile passes into what a constructor or setter takes, with the rules of the structs plugin. */
final class Coercion {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            int.class, Integer.class,
            long.class, Long.class,
            double.class, Double.class,
            float.class, Float.class,
            short.class, Short.class,
            byte.class, Byte.class,
            char.class, Character.class);

    private Coercion() {}

    static Object of(String what, Type type, Object value) {
        Class<?> erased = erasure(type);
        Class<?> boxed = BOXES.getOrDefault(erased, erased);
        if (value == null) {
            return erased.isPrimitive() ? defaultOf(erased) : null;
        }
        if (value instanceof List<?> list && Collection.class.isAssignableFrom(erased)) {
            return collection(what, elementType(type), list, Set.class.isAssignableFrom(erased));
        }
        if (boxed.isInstance(value)) {
            return value;
        }
        if (value instanceof UninstantiatedDescribable described) {
            return Symbols.instantiate(erased, described);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            map.forEach((key, element) -> arguments.put(key.toString(), element));
            return new DescribableClass(erased).instantiate(what, arguments);
        }
        if (value instanceof Number number && Number.class.isAssignableFrom(boxed)) {
            return number(boxed, number.toString());
        }
        if (value instanceof String text) {
            return text(what, boxed, text);
        }
        throw new ClassCastException(what + " expects " + type.getTypeName() + " but received " + value.getClass());
    }

    private static Object text(String what, Class<?> type, String text) {
        if (type.isEnum()) {
            return constant(what, type, text);
        }
        if (type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == Result.class) {
            return Result.fromString(text);
        }
        if (type == Secret.class) {
            return Secret.fromString(text);
        }
        if (Number.class.isAssignableFrom(type)) {
            try {
                return number(type, text);
            } catch (NumberFormatException e) {
                throw new ClassCastException(what + " expects " + type
                        + " but was unable to coerce the received value \"" + text + "\" to that type");
            }
        }
        throw new ClassCastException(what + " expects " + type + " but received " + text.getClass());
    }

    private static Object constant(String what, Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(what + ": no " + text + " among " + List.of(type.getEnumConstants()));
    }

    private static Object number(Class<?> type, String text) {
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Double.class) {
            return Double.valueOf(text);
        }
        if (type == Float.class) {
            return Float.valueOf(text);
        }
        return Short.valueOf(text);
    }

    private static Object defaultOf(Class<?> primitive) {
        if (primitive == boolean.class) {
            return false;
        }
        return primitive == char.class ? (Object) '\0' : of("", primitive, 0);
    }

    private static Collection<Object> collection(String what, Type element, List<?> list, boolean unique) {
        Collection<Object> coerced = unique ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object value : list) {
            coerced.add(of(what, element, value));
        }
        return coerced;
    }

    private static Type elementType(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> erasure(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return erasure(generic.getRawType());
        }
        if (type instanceof WildcardType wildcard) {
            return erasure(wildcard.getUpperBounds()[0]);
        }
        return type instanceof GenericArrayType ? Object[].class : Object.class;
    }
}
