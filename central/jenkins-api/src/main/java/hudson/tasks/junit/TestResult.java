package hudson.tasks.junit;

import hudson.tasks.test.MetaTabulatedResult;
import hudson.tasks.test.PipelineTestDetails;
import hudson.tasks.test.TestObject;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

public final class TestResult extends MetaTabulatedResult {
    private static final long serialVersionUID = 1L;

    private final List<SuiteResult> suites = new ArrayList<>();

    public TestResult() {}

    @Override
    public TestObject getParent() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Test Result";
    }

    @Override
    public String getName() {
        return "junit";
    }

    public void parse(File reportFile, PipelineTestDetails pipelineTestDetails) throws IOException {
        for (SuiteResult suite : SuiteResult.parse(reportFile, pipelineTestDetails)) {
            add(suite);
        }
    }

    private void add(SuiteResult suite) {
        for (SuiteResult known : suites) {
            if (known.isSameAs(suite)) {
                known.merge(suite);
                return;
            }
        }
        suites.add(suite);
    }

    void merge(TestResult other) {
        other.suites.forEach(this::add);
        tally();
    }

    public void tally() {
        suites.forEach(suite -> suite.setParent(this));
    }

    public void freeze(TestResultAction parent) {
        tally();
    }

    @Override
    public float getDuration() {
        return (float) suites.stream().mapToDouble(SuiteResult::getDuration).sum();
    }

    @Override
    public int getPassCount() {
        return getPassedTests().size();
    }

    @Override
    public int getFailCount() {
        return getFailedTests().size();
    }

    @Override
    public int getSkipCount() {
        return getSkippedTests().size();
    }

    @Override
    public int getTotalCount() {
        return getPassCount() + getFailCount() + getSkipCount();
    }

    public List<CaseResult> getFailedTests() {
        return cases().stream().filter(CaseResult::isFailed).toList();
    }

    public List<CaseResult> getPassedTests() {
        return cases().stream().filter(CaseResult::isPassed).toList();
    }

    public List<CaseResult> getSkippedTests() {
        return cases().stream().filter(CaseResult::isSkipped).toList();
    }

    private List<CaseResult> cases() {
        return suites.stream().flatMap(suite -> suite.getCases().stream()).toList();
    }

    public Collection<SuiteResult> getSuites() {
        return suites;
    }

    public SuiteResult getSuite(String name) {
        return suites.stream()
                .filter(suite -> suite.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
