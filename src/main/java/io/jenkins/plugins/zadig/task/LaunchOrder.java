package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.JobInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user wants to run.
 *
 * @param variables workflow variables by name: text, numbers, booleans, or a repository as a map
 * @param jobs the jobs to run; everything else in the workflow is left out
 * @param bypassApproval whether approvals may be left out
 * @param runUnlisted whether jobs that are not listed may run with their stored values, as server 3.4.0 has it
 * @param keyVariable workflow variable that takes the launch key when the workflow declares it; empty for none
 */
public record LaunchOrder(
        String project,
        String workflow,
        Map<String, Object> variables,
        List<JobInput> jobs,
        boolean bypassApproval,
        boolean runUnlisted,
        String keyVariable) {
    public LaunchOrder {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        jobs = List.copyOf(jobs);
    }
}
