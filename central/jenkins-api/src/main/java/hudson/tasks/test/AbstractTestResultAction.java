package hudson.tasks.test;

import hudson.model.Run;
import java.util.List;
import jenkins.model.RunAction2;
import jenkins.model.Tab;

public abstract class AbstractTestResultAction<T extends AbstractTestResultAction> extends Tab implements RunAction2 {
    public transient Run<?, ?> run;

    protected AbstractTestResultAction(Run owner) {
        super(owner);
        run = owner;
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
    }

    public abstract int getFailCount();

    public int getSkipCount() {
        return 0;
    }

    public abstract int getTotalCount();

    public String getDisplayName() {
        return "Test Result";
    }

    public String getUrlName() {
        return "testReport";
    }

    public String getIconFileName() {
        return "symbol-clipboard";
    }

    public abstract Object getResult();

    public List<? extends TestResult> getFailedTests() {
        return List.of();
    }
}
