package hudson.tasks.test;

public abstract class TestResult extends TestObject {
    private static final long serialVersionUID = 1L;

    public String getStdout() {
        return null;
    }

    public String getStderr() {
        return null;
    }

    public String getErrorStackTrace() {
        return null;
    }

    public String getErrorDetails() {
        return null;
    }

    public boolean isPassed() {
        return getFailCount() == 0;
    }
}
