package hudson.model;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    protected AbstractBuild(P job) throws IOException {
        super(job);
    }

    public Set<String> getSensitiveBuildVariables() {
        return new HashSet<>();
    }

    public Map<String, String> getBuildVariables() {
        return new HashMap<>();
    }
}
