package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A repository as a task checked it out, or is going to. */
public final class CodeHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String namespace;
    private final String name;
    private final String branch;
    private final String commit;
    private final ArrayList<Long> prs;

    CodeHandle(JobSpec.Code code) {
        namespace = code.namespace();
        name = code.repository();
        branch = code.branch();
        commit = code.commit();
        prs = new ArrayList<>(code.prs());
    }

    CodeHandle(ProductTaskDetail.SourceCode code) {
        this(new JobSpec.Code(
                "", code.repository(), code.branch(), "", false, code.pr() == 0 ? List.of() : List.of(code.pr())));
    }

    /** Its group or owner; empty where Zadig does not tell. */
    @Whitelisted
    public String getNamespace() {
        return namespace;
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public String getBranch() {
        return branch;
    }

    /** Id of the commit; empty where Zadig does not tell. */
    @Whitelisted
    public String getCommit() {
        return commit;
    }

    /** Numbers of the pull requests that are merged into it. */
    @Whitelisted
    public List<Long> getPrs() {
        return new ArrayList<>(prs);
    }

    /** Number of the first pull request; 0 for none. */
    @Whitelisted
    public long getPr() {
        return prs.isEmpty() ? 0 : prs.get(0);
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("namespace", namespace);
        values.put("name", name);
        values.put("branch", branch);
        values.put("commit", commit);
        values.put("prs", prs);
        values.put("pr", getPr());
    }

    @Override
    public String toString() {
        return (namespace.isEmpty() ? "" : namespace + "/")
                + name
                + (branch.isEmpty() ? "" : " " + branch)
                + (commit.isEmpty() ? "" : " " + commit);
    }
}
