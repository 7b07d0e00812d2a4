package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A repository as a task checked it out. */
public final class CodeHandle implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String branch;
    private final long pr;

    CodeHandle(ProductTaskDetail.SourceCode code) {
        name = code.repository();
        branch = code.branch();
        pr = code.pr();
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public String getBranch() {
        return branch;
    }

    /** Number of the pull request; 0 for none. */
    @Whitelisted
    public long getPr() {
        return pr;
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("branch", branch);
        map.put("pr", pr);
        return map;
    }
}
