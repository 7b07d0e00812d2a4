package hudson.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import jenkins.model.RunAction2;

public class CauseAction implements RunAction2 {
    private final List<Cause> added = new ArrayList<>();

    public CauseAction(Cause c) {
        added.add(c);
    }

    public CauseAction(Collection<? extends Cause> causes) {
        added.addAll(causes);
    }

    public List<Cause> getCauses() {
        return Collections.unmodifiableList(added);
    }

    @Override
    public String getDisplayName() {
        return "Cause";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "cause";
    }

    @Override
    public void onLoad(Run<?, ?> owner) {}

    @Override
    public void onAttached(Run<?, ?> owner) {}
}
