package jenkins.model;

import central.memory.Scheduled;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;

public abstract class ParameterizedJobMixIn<
        JobT extends Job<JobT, RunT> & ParameterizedJobMixIn.ParameterizedJob<JobT, RunT>,
        RunT extends Run<JobT, RunT>> {
    @CheckForNull
    public static Queue.Item scheduleBuild2(final Job<?, ?> job, int quietPeriod, Action... actions) {
        return Scheduled.add(job, actions);
    }

    public interface ParameterizedJob<
            JobT extends Job<JobT, RunT> & ParameterizedJob<JobT, RunT>, RunT extends Run<JobT, RunT>> {}
}
