package central.memory;

import hudson.Extension;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** What the processor of SezPoz indexed on the class path, instantiated at the first look-up of its type. */
public final class IndexedExtensions {
    private static final Map<Class<?>, Object> INSTANCES = new HashMap<>();
    private static List<Class<?>> classes;

    private IndexedExtensions() {}

    public static synchronized <T> List<T> instancesOf(Class<T> type) {
        List<T> instances = new ArrayList<>();
        for (Class<?> indexed : classes()) {
            if (type.isAssignableFrom(indexed)) {
                instances.add(type.cast(instanceOf(indexed)));
            }
        }
        return instances;
    }

    /** Forgets all extensions but what a controller keeps on its disk, as a restart of it does. */
    public static void restart() {
        List<Object> forgotten = new ArrayList<>();
        synchronized (IndexedExtensions.class) {
            INSTANCES.values().removeIf(instance -> {
                boolean lost = !(instance instanceof GlobalConfiguration);
                if (lost) {
                    forgotten.add(instance);
                }
                return lost;
            });
        }
        for (Object instance : forgotten) {
            if (instance instanceof AutoCloseable resource) {
                close(resource);
            }
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close " + resource, e);
        }
    }

    private static Object instanceOf(Class<?> indexed) {
        Object instance = INSTANCES.get(indexed);
        if (instance == null) {
            instance = instantiate(indexed);
            INSTANCES.put(indexed, instance);
        }
        return instance;
    }

    private static Object instantiate(Class<?> indexed) {
        try {
            Constructor<?> constructor = indexed.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Cannot create " + indexed.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create " + indexed.getName(), e);
        }
    }

    private static List<Class<?>> classes() {
        if (classes == null) {
            List<IndexItem<Extension, Object>> items = new ArrayList<>();
            Index.load(Extension.class, Object.class, Extension.class.getClassLoader())
                    .forEach(items::add);
            items.sort(Comparator.comparingDouble(item -> -item.annotation().ordinal()));
            List<Class<?>> found = new ArrayList<>();
            for (IndexItem<Extension, Object> item : items) {
                try {
                    if (item.element() instanceof Class<?> indexed) {
                        found.add(indexed);
                    }
                } catch (InstantiationException e) {
                    throw new IllegalStateException("Cannot load " + item.className(), e);
                }
            }
            classes = found;
        }
        return classes;
    }
}
