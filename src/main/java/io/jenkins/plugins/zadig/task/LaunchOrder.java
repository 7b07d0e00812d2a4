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

    /** The order as plain values, to be written down. */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("project", project);
        map.put("workflow", workflow);
        map.put("variables", variables);
        map.put(
                "jobs",
                jobs.stream()
                        .map(job -> Map.of("job", job.job(), "type", job.type(), "parameters", job.parameters()))
                        .toList());
        map.put("bypassApproval", bypassApproval);
        map.put("runUnlisted", runUnlisted);
        map.put("keyVariable", keyVariable);
        return map;
    }

    /** The order that {@link #toMap} gave the values of. */
    @SuppressWarnings("unchecked")
    public static LaunchOrder of(Map<String, Object> map) {
        var jobs = ((List<Map<String, Object>>) map.get("jobs"))
                .stream()
                        .map(job ->
                                new JobInput((String) job.get("job"), (String) job.get("type"), (Map<String, Object>)
                                        job.get("parameters")))
                        .toList();
        return new LaunchOrder(
                (String) map.get("project"),
                (String) map.get("workflow"),
                (Map<String, Object>) map.get("variables"),
                jobs,
                (Boolean) map.get("bypassApproval"),
                (Boolean) map.get("runUnlisted"),
                (String) map.get("keyVariable"));
    }

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return "run " + workflow;
    }
}
