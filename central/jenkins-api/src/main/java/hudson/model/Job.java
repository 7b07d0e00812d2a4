package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    private static final AtomicInteger JOBS = new AtomicInteger();

    protected transient volatile int nextBuildNumber = 1;

    /** Jobs of one name in several tests share nothing. */
    private final transient int serial = JOBS.incrementAndGet();

    protected Job(ItemGroup parent, String name) {
        super(parent, name);
    }

    public int assignBuildNumber() throws IOException {
        return nextBuildNumber++;
    }

    @Override
    public Collection<? extends Job> getAllJobs() {
        return List.of(this);
    }

    public abstract boolean isBuildable();

    public RunT getBuildByNumber(int n) {
        return _getRuns().get(n);
    }

    public File getBuildDir() {
        return new File(getRootDir(), "builds-" + serial);
    }

    protected abstract SortedMap<Integer, ? extends RunT> _getRuns();

    protected abstract void removeRun(RunT run);

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }
}
