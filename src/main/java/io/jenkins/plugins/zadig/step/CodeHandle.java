package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A repository as a task checked it out, or is going to. */
public final class CodeHandle extends NamedHandle {
    private static final long serialVersionUID = 1L;

    CodeHandle(JobSpec.Code code) {
        put("namespace", code.namespace());
        put("name", code.repository());
        put("branch", code.branch());
        put("commit", code.commit());
        put("prs", code.prs());
        put("pr", code.prs().isEmpty() ? Long.valueOf(0) : code.prs().get(0));
    }

    CodeHandle(ProductTaskDetail.SourceCode code) {
        this(new JobSpec.Code(
                "", code.repository(), code.branch(), "", false, code.pr() == 0 ? List.of() : List.of(code.pr())));
    }

    /** Its group or owner; empty where Zadig does not tell. */
    @Whitelisted
    public String getNamespace() {
        return text("namespace");
    }

    @Whitelisted
    public String getBranch() {
        return text("branch");
    }

    /** Id of the commit; empty where Zadig does not tell. */
    @Whitelisted
    public String getCommit() {
        return text("commit");
    }

    /** Numbers of the pull requests that are merged into it. */
    @Whitelisted
    public List<Long> getPrs() {
        return list("prs");
    }

    /** Number of the first pull request; 0 for none. */
    @Whitelisted
    public long getPr() {
        return number("pr");
    }

    @Override
    public String toString() {
        return (getNamespace().isEmpty() ? "" : getNamespace() + "/")
                + getName()
                + (getBranch().isEmpty() ? "" : " " + getBranch())
                + (getCommit().isEmpty() ? "" : " " + getCommit());
    }
}
