package io.jenkins.plugins.zadig.step;

import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A stage of a task or of a workflow, and its jobs. */
public abstract class StageOfJobs<J extends Handle> extends NamedHandle {
    private static final long serialVersionUID = 1L;

    @Whitelisted
    public List<J> getJobs() {
        return list("jobs");
    }
}
