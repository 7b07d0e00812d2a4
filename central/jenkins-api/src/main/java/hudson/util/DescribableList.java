package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Saveable;

public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends PersistedList<T> {
    public DescribableList(Saveable owner) {
        setOwner(owner);
    }

    public T get(D descriptor) {
        for (T item : this) {
            if (item.getDescriptor() == descriptor) {
                return item;
            }
        }
        return null;
    }

    @Override
    public <U extends T> U get(Class<U> type) {
        return super.get(type);
    }
}
