package io.jenkins.plugins.zadig.report;

import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.io.Serializable;

/**
 * How many tests there were.
 *
 * @param total all of them, also those that failed or were skipped
 */
public record TestTotals(int total, int failed, int skipped) implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final TestTotals NONE = new TestTotals(0, 0, 0);

    /** The totals of a product workflow's report, of which Zadig tells no cases (zadig-servers 22.10). */
    public static TestTotals of(ProductTaskDetail.Totals totals) {
        return new TestTotals(totals.tests(), totals.failures() + totals.errors(), totals.skips());
    }

    public TestTotals plus(TestTotals other) {
        return new TestTotals(total + other.total, failed + other.failed, skipped + other.skipped);
    }
}
