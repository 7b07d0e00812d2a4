package io.jenkins.plugins.zadig.report;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.tasks.junit.CaseResult;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TestCase;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a case of Zadig's report, however odd. */
class JobSuiteTest {
    private static final TestCase.Trouble TROUBLE = new TestCase.Trouble("was 500", "AssertionError", "at Test:41");

    private final JobSuite suite = new JobSuite(
            new PublishedSuite(new TaskRef("zadig", "shop", "release", 7), "job-0-0-0-smoke", "release / smoke", null),
            new TaskJob(
                    "job-0-0-0-smoke", "smoke", "smoke", "zadig-test", "passed", 1_700, 1_800, "", null, null, null),
            null,
            UnaryOperator.identity());

    @Test
    void passedCase() {
        var passed = add(new TestCase("shop.CartTest", "addsAnItem", 0.31, null, null, null, "out", ""));
        assertThat(passed.isPassed()).isTrue();
        assertThat(passed.getClassName()).isEqualTo("shop.CartTest");
        assertThat(passed.getName()).isEqualTo("addsAnItem");
        assertThat(passed.getDuration()).isEqualTo(0.31f);
        assertThat(passed.getStdout()).isEqualTo("out");
        assertThat(passed.getStderr()).isNull();
        assertThat(suite.suite.getName()).isEqualTo("release / smoke");
        assertThat(suite.totals()).isEqualTo(new TestTotals(1, 0, 0));
    }

    @Test
    void casesFollowEachOther() {
        add(new TestCase("a", "first", 1.5, null, null, null, "", ""));
        var second = add(new TestCase("a", "second", 1, null, null, null, "", ""));
        assertThat(suite.suite.getStartTime()).isEqualTo(1_700_000);
        assertThat(second.getStartTime()).isEqualTo(1_701_500);
        assertThat(suite.suite.getDuration()).isEqualTo(2.5f);
    }

    @Test
    void failedCase() {
        var failed = add(new TestCase("a", "b", 1, TROUBLE, null, null, "", ""));
        assertThat(failed.isFailed()).isTrue();
        assertThat(failed.getErrorDetails()).isEqualTo("was 500");
        assertThat(failed.getErrorStackTrace()).isEqualTo("at Test:41");
        assertThat(suite.totals()).isEqualTo(new TestTotals(1, 1, 0));
    }

    @Test
    void failureWithoutAWordIsAFailure() {
        var nothing = new TestCase.Trouble("", "", "");
        assertThat(add(new TestCase("a", "b", 1, nothing, null, null, "", "")).isFailed())
                .isTrue();
        assertThat(add(new TestCase("a", "c", 1, null, nothing, null, "", "")).isFailed())
                .isTrue();
    }

    @Test
    void errorComesBeforeFailure() {
        var error = new TestCase.Trouble("", "NullPointerException", "at Test:1");
        var failed = add(new TestCase("a", "b", 1, TROUBLE, error, null, "", ""));
        assertThat(failed.getErrorDetails()).isEqualTo("NullPointerException");
        assertThat(failed.getErrorStackTrace()).isEqualTo("at Test:1");
        assertThat(suite.totals()).isEqualTo(new TestTotals(1, 1, 0));
    }

    @Test
    void skippedCase() {
        var skipped = add(new TestCase("a", "b", 1, null, null, "later", "", ""));
        assertThat(skipped.isSkipped()).isTrue();
        assertThat(skipped.getSkippedMessage()).isEqualTo("later");
        assertThat(suite.totals()).isEqualTo(new TestTotals(1, 0, 1));
    }

    @Test
    void failureIsNotHiddenBySkipping() {
        var failed = add(new TestCase("a", "b", 1, TROUBLE, null, "", "", ""));
        assertThat(failed.isFailed()).isTrue();
        assertThat(suite.totals()).isEqualTo(new TestTotals(1, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void timeThatCannotBeIsNone(double seconds) {
        assertThat(add(new TestCase("a", "b", seconds, null, null, null, "", ""))
                        .getDuration())
                .isZero();
    }

    @Test
    void absurdTimeIsAYear() {
        assertThat(add(new TestCase("a", "b", 1e300, null, null, null, "", "")).getDuration())
                .isEqualTo(365f * 24 * 60 * 60);
    }

    @Test
    void namesAreMadeFit() {
        var odd = add(new TestCase(" \n", "a\u0000b\r\nc\uD800", 0, null, null, null, "", ""));
        assertThat(odd.getClassName()).isEqualTo("smoke");
        assertThat(odd.getName()).isEqualTo("a\uFFFDb  c\uFFFD");
        var long_ = add(new TestCase("c".repeat(10_000), "n".repeat(10_000), 0, null, null, null, "", ""));
        assertThat(long_.getClassName()).hasSize(2_001).endsWith("c…");
        assertThat(long_.getName()).hasSize(2_001);
    }

    @Test
    void casesOfOneNameAllCount() {
        for (int i = 0; i < 3; i++) {
            add(new TestCase("a", "b", 1, null, null, null, "", ""));
        }
        assertThat(suite.suite.getCases()).hasSize(3);
        assertThat(suite.totals()).isEqualTo(new TestTotals(3, 0, 0));
    }

    @Test
    void textsAreMadeFitForXml() {
        var trouble = new TestCase.Trouble("a\u001B", "", "b\u0007");
        var failed = add(new TestCase("a", "b", 1, trouble, null, null, "c\uDC00", "d\uFFFF"));
        assertThat(failed.getErrorDetails()).isEqualTo("a\uFFFD");
        assertThat(failed.getErrorStackTrace()).isEqualTo("b\uFFFD");
        assertThat(failed.getStdout()).isEqualTo("c\uFFFD");
        assertThat(failed.getStderr()).isEqualTo("d\uFFFD");
    }

    @Test
    void longOutputIsKeptWhereItHelps() {
        var output = "o".repeat(100_000);
        assertThat(add(new TestCase("a", "b", 1, TROUBLE, null, null, output, ""))
                        .getStdout())
                .isEqualTo(output);
        assertThat(add(new TestCase("a", "c", 1, null, null, null, output, "")).getStdout())
                .hasSizeLessThan(1_100)
                .contains("...[truncated]...");
    }

    private CaseResult add(TestCase testCase) {
        suite.accept(testCase);
        var cases = suite.suite.getCases();
        return cases.get(cases.size() - 1);
    }
}
