package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobChoices;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs that run once, with what is sent in place of what the workflow has, and jobs that servers do not run
 * (zadig-servers 6.15, 6.17, 6.20, 6.21).
 */
final class OtherEffect implements JobEffect {
    private static final List<String> ITERATION_STATUSES = List.of("open", "done");

    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        var parameters = new LinkedHashMap<>(input.parameters());
        RunnableTypes.check(job, planning);
        switch (job.type()) {
            case "sql" -> checkSql(parameters, job, planning);
            case "tapd" -> checkIterations(parameters, job, planning);
            case "k8s-resource-patch" -> parameters.put("target_list", patches(parameters, job, planning));
            case "k8s-blue-green-release", "k8s-canary-release" ->
                planning.mustList(job, job.choices().fromJob());
            default -> {}
        }
        if (Inputs.has(parameters, "kv")) {
            parameters.put(
                    "kv",
                    new VariableInputs(job, job.name(), planning)
                            .pairs(parameters.get("kv"), job.choices().own().variables()));
        }
        return parameters;
    }

    /**
     * Servers run what is sent, even nothing. They read the database only where a run chooses it (zadig-servers 6.17).
     */
    private static void checkSql(Map<String, Object> parameters, WorkflowDetail.Job job, Planning planning) {
        if (Inputs.text(parameters.get("sql")).isEmpty()) {
            planning.problem(Kind.FIELD_MISSING, job.name() + ": sql");
        }
        var source = job.choices().source();
        if (parameters.containsKey("database_name") && !source.isEmpty() && !source.equals("runtime")) {
            planning.problem(Kind.NO_EFFECT, job.name() + ": database_name", "", List.of("sql"));
        }
    }

    /** Servers change the workflow's own iterations, too, and a change of none passes (zadig-servers 6.20). */
    private static void checkIterations(Map<String, Object> parameters, WorkflowDetail.Job job, Planning planning) {
        if (parameters.containsKey("project_name")) {
            planning.problem(Kind.NO_EFFECT, job.name() + ": project_name", "", List.of("project_id"));
        }
        if (Inputs.text(parameters.get("project_id")).isEmpty()) {
            planning.problem(Kind.FIELD_MISSING, job.name() + ": project_id");
        }
        var status = Inputs.text(parameters.get("status"));
        if (!ITERATION_STATUSES.contains(status)) {
            planning.problem(Kind.NOT_AN_OPTION, job.name() + ": status", status, ITERATION_STATUSES);
        }
        if (!(parameters.get("iteration_ids") instanceof List<?> iterations)) {
            planning.problem(Kind.FIELD_MISSING, job.name() + ": iteration_ids");
        } else if (iterations.isEmpty()) {
            planning.nothingListed(job, job.choices().targets());
        } else {
            var listed = iterations.stream().map(Inputs::text).toList();
            planning.together(Kind.TARGETS_TOGETHER, job, job.choices().targets(), listed);
            listed.forEach(iteration -> checkFixed(
                    job, "iteration_ids", iteration, List.copyOf(job.choices().targets()), planning));
        }
        var stored = job.choices().own().variables();
        if (stored != null) {
            stored.forEach(own -> checkFixed(
                    job, own.name(), Inputs.text(parameters.get(own.name())), List.of(own.value()), planning));
        }
    }

    /** Servers change what is sent, also where the workflow fixes what is to be changed (zadig-servers 6.20). */
    private static void checkFixed(
            WorkflowDetail.Job job, String field, String given, List<String> stored, Planning planning) {
        if (job.choices().source().equals("fixed") && !given.isEmpty() && !stored.contains(given)) {
            planning.problem(Kind.FIXED_VALUE, job.name() + ": " + field, given, stored);
        }
    }

    /**
     * Servers drop a resource that the job does not have. A job without resources passes and does nothing
     * (zadig-servers 6.17).
     */
    private static List<Map<String, Object>> patches(
            Map<String, Object> parameters, WorkflowDetail.Job job, Planning planning) {
        var known = job.choices().tests();
        var patches = new ArrayList<Map<String, Object>>();
        var seen = new HashSet<String>();
        for (Map<String, Object> entry : Inputs.maps(parameters.get("target_list"))) {
            var name = JobChoices.resource(
                    Inputs.text(entry.get("resource_kind")),
                    Inputs.text(entry.get("resource_name")),
                    Inputs.text(entry.get("resource_group")),
                    Inputs.text(entry.get("resource_version")));
            if (!seen.add(name)) {
                planning.problem(Kind.SERVICE_TWICE, job.name(), name, List.of());
            }
            if (planning.facts().workflow() != null && !known.containsKey(name)) {
                planning.problem(Kind.UNKNOWN_TEST, job.name(), name, List.copyOf(known.keySet()));
            }
            if (Inputs.has(entry, "inputs")) {
                entry.put(
                        "inputs",
                        new VariableInputs(job, job.name() + ": " + name, planning)
                                .pairs(
                                        entry.get("inputs"),
                                        known.getOrDefault(name, JobChoices.Part.NONE)
                                                .variables()));
            }
            patches.add(entry);
        }
        if (patches.isEmpty()) {
            planning.nothingListed(job, known.keySet());
        }
        return patches;
    }
}
