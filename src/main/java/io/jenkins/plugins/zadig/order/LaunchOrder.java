package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.PlainJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a build asks of a workflow, as a user wrote it.
 *
 * @param project key of the project
 * @param workflow key of the workflow
 * @param variables workflow variables by name: text, numbers, booleans, a {@link Secret}, or a repository as a map
 * @param jobs the jobs to run; everything else in the workflow is left out
 * @param notifications what is said about the workflow's notifications, as Zadig reads it
 * @param bypassApproval whether approvals may be left out
 * @param runUnlisted whether jobs that are not listed may run with their stored values, as server 3.4.0 has it
 * @param keyVariable workflow variable that takes the launch key when the workflow declares it; empty for none
 * @param asConfigured whether the jobs that are not listed run, too, with the values that the workflow has stored
 */
public record LaunchOrder(
        String project,
        String workflow,
        Map<String, Object> variables,
        List<JobInput> jobs,
        List<Map<String, Object>> notifications,
        boolean bypassApproval,
        boolean runUnlisted,
        String keyVariable, // lgtm[jenkins/plaintext-storage]
        boolean asConfigured) {
    public LaunchOrder {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        jobs = List.copyOf(jobs);
        notifications = List.copyOf(notifications);
    }

    /**
     * An order as a step or build step has it.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static LaunchOrder written(
            String project,
            String workflow,
            @CheckForNull Map<String, ?> parameters,
            @CheckForNull List<ListedJob> jobs,
            @CheckForNull List<NotifyInput> notifyInputs,
            boolean bypassApproval,
            boolean runUnlisted,
            boolean asConfigured) {
        var inputs = new ArrayList<JobInput>();
        if (jobs != null) {
            for (ListedJob job : jobs) {
                if (job == null) {
                    throw new IllegalArgumentException(Messages.PlainValues_null("jobs[" + inputs.size() + "]"));
                }
                inputs.add(job.toInput());
            }
        }
        return new LaunchOrder(
                project,
                workflow,
                parameters == null ? Map.of() : PlainValues.of("parameters", parameters),
                inputs,
                Parameters.items("notifyInputs", notifyInputs, NotifyInput::toParameters),
                bypassApproval,
                runUnlisted,
                "",
                asConfigured);
    }

    /** The same with each of its texts replaced; the names of variables stay as they are. */
    public LaunchOrder replacing(UnaryOperator<String> text) {
        return new LaunchOrder(
                text.apply(project).strip(),
                text.apply(workflow).strip(),
                PlainValues.map(replaced(variables, text)),
                jobs.stream()
                        .map(job -> new JobInput(
                                text.apply(job.job()).strip(),
                                text.apply(job.type()).strip(),
                                PlainValues.map(replaced(job.parameters(), text))))
                        .toList(),
                notifications.stream()
                        .map(input -> PlainValues.map(replaced(input, text)))
                        .toList(),
                bypassApproval,
                runUnlisted,
                keyVariable,
                asConfigured);
    }

    @CheckForNull
    private static Object replaced(@CheckForNull Object value, UnaryOperator<String> text) {
        return value instanceof String string
                ? text.apply(string)
                : PlainValues.each(value, inner -> replaced(inner, text));
    }

    /** The same for a server that names the variable of the launch key. */
    public LaunchOrder keyedBy(String variable) {
        return new LaunchOrder(
                project, workflow, variables, jobs, notifications, bypassApproval, runUnlisted, variable, asConfigured);
    }

    /** The same with other jobs. */
    LaunchOrder listing(List<JobInput> others) {
        return new LaunchOrder(
                project,
                workflow,
                variables,
                others,
                notifications,
                bypassApproval,
                runUnlisted,
                keyVariable,
                asConfigured);
    }

    /** The order as plain values, to be written down; secrets are encrypted. */
    public Map<String, Object> toMap() {
        return toMap(PlainValues::written);
    }

    /**
     * A text that tells the order from others, without its secrets. It does not depend on how the server is configured.
     */
    public String fingerprint() {
        return PlainJson.write(keyedBy("").toMap(PlainValues::masked));
    }

    private Map<String, Object> toMap(UnaryOperator<Map<String, Object>> written) {
        var map = new LinkedHashMap<String, Object>();
        map.put("project", project);
        map.put("workflow", workflow);
        map.put("variables", written.apply(variables));
        map.put(
                "jobs",
                jobs.stream()
                        .map(job -> Map.of(
                                "job", job.job(), "type", job.type(), "parameters", written.apply(job.parameters())))
                        .toList());
        map.put("notifications", notifications);
        map.put("bypassApproval", bypassApproval);
        map.put("runUnlisted", runUnlisted);
        map.put("keyVariable", keyVariable);
        map.put("asConfigured", asConfigured);
        return map;
    }

    /**
     * The order whose values {@link #toMap} gave. A map of another shape fails with a {@link ClassCastException} or a
     * {@link NullPointerException}.
     */
    @SuppressWarnings("unchecked")
    public static LaunchOrder of(Map<String, Object> map) {
        var jobs = ((List<Map<String, Object>>) map.get("jobs"))
                .stream()
                        .map(job -> new JobInput(
                                (String) job.get("job"),
                                (String) job.get("type"),
                                PlainValues.read(PlainValues.map(job.get("parameters")))))
                        .toList();
        return new LaunchOrder(
                (String) map.get("project"),
                (String) map.get("workflow"),
                PlainValues.read(PlainValues.map(map.get("variables"))),
                jobs,
                (List<Map<String, Object>>) map.get("notifications"),
                (Boolean) map.get("bypassApproval"),
                (Boolean) map.get("runUnlisted"),
                (String) map.get("keyVariable"),
                // Missing where an earlier version wrote it down.
                Boolean.TRUE.equals(map.get("asConfigured")));
    }

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return "run " + workflow;
    }
}
