package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;

public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>>
        extends Run<P, R> {
    protected AbstractBuild(@NonNull P job, long timestamp) {
        super(job, timestamp);
    }
}
