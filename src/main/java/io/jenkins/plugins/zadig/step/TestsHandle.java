package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.report.TestTotals;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How many tests there were. */
public final class TestsHandle implements Serializable {
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

    /** The same as a map; its keys stay the same. */
    @Whitelisted
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("total", total);
        map.put("failed", failed);
        map.put("skipped", skipped);
        return map;
    }
}
