package hudson.tasks.test;

public abstract class TestObject extends hudson.tasks.junit.TestObject {
    private static final long serialVersionUID = 1L;

    public abstract TestObject getParent();

    public String getName() {
        return "";
    }

    public String getFullName() {
        return getName();
    }

    public int getTotalCount() {
        return getPassCount() + getFailCount() + getSkipCount();
    }
}
