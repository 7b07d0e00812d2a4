package hudson.util;

import hudson.model.Saveable;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public class PersistedList<T> extends AbstractList<T> {
    private final List<T> items = new CopyOnWriteArrayList<>();
    protected Saveable owner;

    protected PersistedList() {}

    public void setOwner(Saveable owner) {
        this.owner = owner;
    }

    @Override
    public boolean add(T item) {
        return items.add(item);
    }

    @Override
    public T get(int index) {
        return items.get(index);
    }

    public <U extends T> U get(Class<U> type) {
        for (T item : items) {
            if (type.isInstance(item)) {
                return type.cast(item);
            }
        }
        return null;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public Iterator<T> iterator() {
        return items.iterator();
    }
}
