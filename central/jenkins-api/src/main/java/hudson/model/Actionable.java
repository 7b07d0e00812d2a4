package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.Util;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class Actionable extends AbstractModelObject {
    private volatile CopyOnWriteArrayList<Action> actions;

    @Deprecated
    @NonNull
    public List<Action> getActions() {
        if (actions == null) {
            synchronized (this) {
                if (actions == null) {
                    actions = new CopyOnWriteArrayList<>();
                }
            }
        }
        return actions;
    }

    private <T> Collection<? extends Action> createFor(TransientActionFactory<T> factory) {
        return factory.createFor(factory.type().cast(this));
    }

    @NonNull
    public <T extends Action> List<T> getActions(Class<T> type) {
        List<Action> all = new ArrayList<>(Util.filter(getActions(), type));
        for (TransientActionFactory<?> factory : ExtensionList.lookup(TransientActionFactory.class)) {
            Class<?> made = factory.actionType();
            // Others are not asked, as a factory may itself ask for other actions.
            if (factory.type().isInstance(this) && (type.isAssignableFrom(made) || made.isAssignableFrom(type))) {
                all.addAll(createFor(factory));
            }
        }
        return Util.filter(all, type);
    }

    public void addAction(@NonNull Action a) {
        getActions().add(a);
    }

    public void replaceAction(@NonNull Action a) {
        addOrReplaceAction(a);
    }

    public boolean addOrReplaceAction(@NonNull Action a) {
        List<Action> old = new ArrayList<>(getActions());
        old.removeIf(action -> action.getClass() != a.getClass());
        if (old.size() == 1 && old.get(0).equals(a)) {
            return false;
        }
        getActions().removeAll(old);
        addAction(a);
        return true;
    }

    public <T extends Action> T getAction(Class<T> type) {
        List<T> own = Util.filter(getActions(), type);
        if (!own.isEmpty()) {
            return own.get(0);
        }
        List<T> matching = getActions(type);
        return matching.isEmpty() ? null : matching.get(0);
    }
}
