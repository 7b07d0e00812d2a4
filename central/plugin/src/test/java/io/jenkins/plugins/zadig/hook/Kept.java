package io.jenkins.plugins.zadig.hook;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

/** How many elements the collections of the plugin have, by the fields that hold them. */
public final class Kept {
    private static final String PLUGIN = "io.jenkins.plugins.zadig.";

    private final Map<String, Integer> sizes = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Found> next = new ArrayDeque<>();

    private record Found(String field, Object value) {}

    private Kept() {}

    /** By whatever can be reached from these. */
    public static Map<String, Integer> by(Object... roots) {
        var kept = new Kept();
        for (Object root : roots) {
            kept.find("", root);
        }
        while (!kept.next.isEmpty()) {
            kept.open(kept.next.poll());
        }
        return kept.sizes;
    }

    private void find(String field, Object value) {
        if (value != null && seen.add(value)) {
            next.add(new Found(field, value));
        }
    }

    private void open(Found found) {
        if (found.value() instanceof Collection<?> all) {
            sizes.merge(found.field(), all.size(), Integer::sum);
            all.forEach(one -> find(found.field(), one));
        } else if (found.value() instanceof Map<?, ?> all) {
            sizes.merge(found.field(), all.size(), Integer::sum);
            all.forEach((key, value) -> {
                find(found.field(), key);
                find(found.field(), value);
            });
        } else if (found.value() instanceof ThreadPoolExecutor pool) {
            find(found.field(), pool.getQueue());
        } else if (found.value() instanceof AtomicReference<?> reference) {
            find(found.field(), reference.get());
        } else if (found.value().getClass().isArray()) {
            array(found);
        } else {
            fields(found.value());
        }
    }

    private void array(Found found) {
        var length = Array.getLength(found.value());
        sizes.merge(found.field(), length, Integer::sum);
        if (found.value() instanceof Object[] all) {
            for (Object one : all) {
                find(found.field(), one);
            }
        }
    }

    private void fields(Object owner) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            if (!type.getName().startsWith(PLUGIN)) {
                return;
            }
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive()) {
                    find(type.getName().substring(PLUGIN.length()) + "." + field.getName(), value(field, owner));
                }
            }
        }
    }

    private static Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(Modifier.isStatic(field.getModifiers()) ? null : owner);
        } catch (IllegalAccessException x) {
            throw new AssertionError(x);
        }
    }
}
