package hudson.tasks.test;

public abstract class TabulatedResult extends TestResult {
    private static final long serialVersionUID = 1L;
}
