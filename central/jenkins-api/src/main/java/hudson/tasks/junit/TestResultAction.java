package hudson.tasks.junit;

import hudson.model.Action;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.test.AbstractTestResultAction;
import java.util.Collection;
import java.util.List;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.StaplerProxy;

public class TestResultAction extends AbstractTestResultAction<TestResultAction>
        implements StaplerProxy, SimpleBuildStep.LastBuildAction {
    private TestResult result;

    public TestResultAction(Run owner, TestResult result, TaskListener listener) {
        super(owner);
        setResult(result, listener);
    }

    @Override
    public Collection<? extends Action> getProjectActions() {
        return List.of();
    }

    public synchronized void setResult(TestResult result, TaskListener listener) {
        result.tally();
        this.result = result;
    }

    @Override
    public synchronized TestResult getResult() {
        return result;
    }

    @Override
    public synchronized int getFailCount() {
        return result.getFailCount();
    }

    @Override
    public synchronized int getSkipCount() {
        return result.getSkipCount();
    }

    @Override
    public synchronized int getTotalCount() {
        return result.getTotalCount();
    }

    @Override
    public List<CaseResult> getFailedTests() {
        return getResult().getFailedTests();
    }

    @Override
    public Object getTarget() {
        return getResult();
    }

    public void mergeResult(TestResult additionalResult, TaskListener listener) {
        TestResult original = getResult();
        original.merge(additionalResult);
        setResult(original, listener);
    }
}
