package io.jenkins.plugins.zadig.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.tasks.junit.CaseResult;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.test.PipelineTestDetails;
import io.jenkins.plugins.zadig.api.CutText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The report of one test job as a suite of the junit plugin; takes the cases as they come. */
final class JobSuite implements Consumer<TestCase> {
    /** How much output the junit plugin itself keeps of a case that did not fail, unless told otherwise. */
    private static final int MAX_OUTPUT_IF_PASSED = 1_000;

    private static final int MAX_NAME = 2_000;

    private static final int MAX_SHOWN = 5;

    final PublishedSuite place;
    final SuiteResult suite;
    final String label;
    private final UnaryOperator<String> mask;
    private String lastClass = "";
    private String lastCleanClass;
    private TestTotals totals = TestTotals.NONE;
    private final List<CaseResult> firstFailed = new ArrayList<>();

    JobSuite(PublishedSuite place, TaskJob job, @CheckForNull PipelineTestDetails where, UnaryOperator<String> mask) {
        this.place = place;
        this.mask = mask;
        label = name(job.label());
        lastCleanClass = label;
        suite = new SuiteResult(place.name(), null, null, where);
        suite.setStartTime(job.startTime() > 0 ? job.startTime() * 1_000 : -1);
    }

    TestTotals totals() {
        return totals;
    }

    /** The first tests that failed, few enough for a console. */
    List<CaseResult> firstFailed() {
        return firstFailed;
    }

    @Override
    public void accept(TestCase testCase) {
        // A skipped test whose cleaning up failed has both: what went wrong must show.
        var trouble = testCase.error() == null ? testCase.failure() : testCase.error();
        var reason = trouble == null ? testCase.skipped() : null;
        var result = new CaseResult(
                suite,
                className(testCase.className()),
                name(testCase.name()),
                trouble == null ? null : block(details(trouble)),
                reason == null ? null : block(reason),
                duration(testCase.seconds()),
                output(testCase.output(), trouble != null),
                output(testCase.errorOutput(), trouble != null),
                trouble == null ? null : block(trouble.text()));
        if (suite.getStartTime() != -1) {
            result.setStartTime(suite.getStartTime() + (long) (suite.getDuration() * 1_000));
        }
        suite.addCase(result);
        if (trouble != null && firstFailed.size() < MAX_SHOWN) {
            firstFailed.add(result);
        }
        totals = totals.plus(new TestTotals(1, trouble == null ? 0 : 1, reason == null ? 0 : 1));
    }

    /** The cases of a class mostly come together, and share one name then. */
    private String className(String name) {
        if (!name.equals(lastClass)) {
            lastClass = name;
            var clean = name(name);
            lastCleanClass = clean.isEmpty() ? label : clean;
        }
        return lastCleanClass;
    }

    private String name(String name) {
        var clean = CleanText.line(mask.apply(name));
        return clean.length() <= MAX_NAME ? clean : CleanText.line(clean.substring(0, MAX_NAME) + "…");
    }

    private static String details(TestCase.Trouble trouble) {
        return trouble.message().isEmpty() ? trouble.type() : trouble.message();
    }

    private static float duration(double seconds) {
        return Double.isFinite(seconds) ? CaseResult.clampDuration((float) seconds) : 0;
    }

    private String block(String text) {
        return CleanText.block(mask.apply(text));
    }

    @CheckForNull
    private String output(String text, boolean failed) {
        return text.isEmpty()
                ? null
                : failed ? block(text) : CleanText.block(CutText.of(mask.apply(text), MAX_OUTPUT_IF_PASSED));
    }
}
