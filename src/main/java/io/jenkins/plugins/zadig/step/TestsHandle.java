package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.report.TestTotals;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How many tests there were. */
public final class TestsHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final int total;
    private final int failed;
    private final int skipped;

    TestsHandle(TestTotals totals) {
        total = totals.total();
        failed = totals.failed();
        skipped = totals.skipped();
    }

    @Whitelisted
    public int getTotal() {
        return total;
    }

    @Whitelisted
    public int getFailed() {
        return failed;
    }

    @Whitelisted
    public int getSkipped() {
        return skipped;
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("total", total);
        values.put("failed", failed);
        values.put("skipped", skipped);
    }

    @Override
    public String toString() {
        return total + " tests, " + failed + " failed, " + skipped + " skipped";
    }
}
