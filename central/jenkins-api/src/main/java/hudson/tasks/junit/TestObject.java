package hudson.tasks.junit;

import hudson.model.AbstractModelObject;
import java.io.Serializable;

@Deprecated
public abstract class TestObject extends AbstractModelObject implements Serializable {
    private static final long serialVersionUID = 1L;

    public abstract float getDuration();

    public abstract String getName();

    public abstract int getPassCount();

    public abstract int getFailCount();

    public abstract int getSkipCount();

    public abstract int getTotalCount();
}
