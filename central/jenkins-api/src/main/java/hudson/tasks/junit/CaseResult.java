package hudson.tasks.junit;

import hudson.tasks.test.TestObject;
import hudson.tasks.test.TestResult;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.Beta;
import org.w3c.dom.Element;

public class CaseResult extends TestResult implements Comparable<CaseResult> {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final String testName;
    private final String errorDetails;
    private final String errorStackTrace;
    private final boolean skipped;
    private final String skippedMessage;
    private final float duration;
    private final String stdout;
    private final String stderr;
    private SuiteResult parent;
    private long startTime = -1;

    public CaseResult(SuiteResult parent, String testName, String errorStackTrace) {
        this(parent, testName, errorStackTrace, "");
    }

    public CaseResult(SuiteResult parent, String testName, String errorStackTrace, String errorDetails) {
        this(parent, parent.getName(), testName, errorDetails, null, 0, null, null, errorStackTrace);
    }

    @Restricted(Beta.class)
    public CaseResult(
            SuiteResult parent,
            String className,
            String testName,
            String errorDetails,
            String skippedMessage,
            float duration,
            String stdout,
            String stderr,
            String stacktrace) {
        this.parent = parent;
        this.className = className;
        this.testName = testName;
        this.errorDetails = errorDetails;
        this.errorStackTrace = stacktrace;
        this.skipped = skippedMessage != null;
        this.skippedMessage = skippedMessage;
        this.duration = duration;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    CaseResult(SuiteResult parent, Element testcase) {
        Element failure = first(testcase, "error", "failure");
        Element skip = first(testcase, "skipped");
        this.parent = parent;
        this.className = testcase.hasAttribute("classname") ? testcase.getAttribute("classname") : parent.getName();
        this.testName = testcase.getAttribute("name");
        this.errorDetails = failure == null ? null : failure.getAttribute("message");
        this.errorStackTrace = failure == null ? null : failure.getTextContent();
        this.skipped = skip != null;
        this.skippedMessage = skip == null ? null : skip.getAttribute("message");
        this.duration = seconds(testcase.getAttribute("time"));
        this.stdout = SuiteResult.text(testcase, "system-out");
        this.stderr = SuiteResult.text(testcase, "system-err");
    }

    private static Element first(Element testcase, String... names) {
        for (String name : names) {
            for (Element child : SuiteResult.children(testcase, name)) {
                return child;
            }
        }
        return null;
    }

    static float seconds(String time) {
        try {
            return time.isEmpty() ? 0 : Math.max(0, Float.parseFloat(time.replace(",", "")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public TestObject getParent() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return testName;
    }

    @Override
    public String getName() {
        return testName;
    }

    public String getClassName() {
        return className;
    }

    @Override
    public String getFullName() {
        return className + '.' + testName;
    }

    @Override
    public float getDuration() {
        return duration;
    }

    public static float clampDuration(float d) {
        return Math.min(365.0f * 24 * 60 * 60, Math.max(0.0f, d));
    }

    public long getStartTime() {
        return startTime;
    }

    public void setStartTime(long start) {
        startTime = start;
    }

    @Override
    public int getPassCount() {
        return isPassed() ? 1 : 0;
    }

    @Override
    public int getFailCount() {
        return isFailed() ? 1 : 0;
    }

    @Override
    public int getSkipCount() {
        return isSkipped() ? 1 : 0;
    }

    @Override
    public String getStdout() {
        return stdout;
    }

    @Override
    public String getStderr() {
        return stderr;
    }

    @Override
    public String getErrorStackTrace() {
        return errorStackTrace;
    }

    @Override
    public String getErrorDetails() {
        return errorDetails;
    }

    @Override
    public boolean isPassed() {
        return !skipped && errorDetails == null && errorStackTrace == null;
    }

    public boolean isSkipped() {
        return skipped;
    }

    public boolean isFailed() {
        return !isPassed() && !isSkipped();
    }

    public String getSkippedMessage() {
        return skippedMessage;
    }

    public void setParentSuiteResult(SuiteResult parent) {
        this.parent = parent;
    }

    @Override
    public int compareTo(CaseResult that) {
        return getFullName().compareTo(that.getFullName());
    }
}
