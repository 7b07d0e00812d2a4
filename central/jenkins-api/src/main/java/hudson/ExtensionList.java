package hudson;

import central.memory.IndexedExtensions;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The extensions of one type: those of the index of {@link Extension}, and those that a test adds. */
public class ExtensionList<T> extends AbstractList<T> {
    private static final Map<Class<?>, ExtensionList<?>> LISTS = new ConcurrentHashMap<>();

    private final Class<T> type;
    private final List<T> added = new CopyOnWriteArrayList<>();

    private ExtensionList(Class<T> type) {
        this.type = type;
    }

    @CheckForNull
    public <U extends T> U get(@NonNull Class<U> type) {
        for (T extension : this) {
            if (extension.getClass() == type) {
                return type.cast(extension);
            }
        }
        return null;
    }

    @Override
    public @NonNull Iterator<T> iterator() {
        return all().iterator();
    }

    @Override
    public T get(int index) {
        return all().get(index);
    }

    @Override
    public int size() {
        return all().size();
    }

    @Override
    public boolean add(T t) {
        return added.add(t);
    }

    @Override
    public void add(int index, T element) {
        added.add(element);
    }

    @Override
    public boolean remove(Object o) {
        return added.remove(o);
    }

    private List<T> all() {
        List<T> all = IndexedExtensions.instancesOf(type);
        all.addAll(added);
        return all;
    }

    @SuppressWarnings("unchecked")
    public static @NonNull <T> ExtensionList<T> lookup(Class<T> type) {
        return (ExtensionList<T>) LISTS.computeIfAbsent(type, ExtensionList::new);
    }

    public static @NonNull <U> U lookupSingleton(Class<U> type) {
        ExtensionList<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }
}
