package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.report.TestTotals;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How many tests there were. */
public final class TestsHandle extends Handle {
    private static final long serialVersionUID = 1L;

    TestsHandle(TestTotals totals) {
        put("total", totals.total());
        put("failed", totals.failed());
        put("skipped", totals.skipped());
    }

    @Whitelisted
    public int getTotal() {
        return (int) number("total");
    }

    @Whitelisted
    public int getFailed() {
        return (int) number("failed");
    }

    @Whitelisted
    public int getSkipped() {
        return (int) number("skipped");
    }

    @Override
    public String toString() {
        return getTotal() + " tests, " + getFailed() + " failed, " + getSkipped() + " skipped";
    }
}
