package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Deployments to machines. One that takes what a build makes deploys all of it, whatever is listed. Any other deploys
 * the listed files, and drops those of services that do not exist (zadig-servers 6.19).
 */
final class MachineDeployEffect implements JobEffect {
    private static final String FILES = "service_list";

    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        RunnableTypes.check(job, planning);
        var parameters = new LinkedHashMap<>(input.parameters());
        new EnvironmentInput(job, planning).check(parameters);
        var files = Inputs.maps(parameters.get(FILES));
        if (!job.choices().takesFromJob()) {
            checkFiles(files, job, planning);
            return parameters;
        }
        planning.mustList(job, job.choices().fromJob());
        if (!files.isEmpty()) {
            planning.problem(Kind.NO_EFFECT, job.name() + ": " + FILES, "", List.of("env_name"));
        }
        return parameters;
    }

    private static void checkFiles(List<Map<String, Object>> files, WorkflowDetail.Job job, Planning planning) {
        var running = planning.facts().destination(job.name()).running();
        if (files.isEmpty()) {
            planning.nothingListed(job, running == null ? List.of() : running.keySet());
        }
        var seen = new TreeSet<String>();
        for (Map<String, Object> file : files) {
            var service = Inputs.text(file.get("service_name"));
            if (!seen.add(service)) {
                planning.problem(Kind.SERVICE_TWICE, job.name(), service, List.of());
            }
            if (running != null && !running.isEmpty() && !running.containsKey(service)) {
                planning.problem(Kind.UNKNOWN_SERVICE, job.name(), service, List.copyOf(running.keySet()));
            }
            if (Inputs.text(file.get("file_name")).isEmpty()) {
                planning.problem(Kind.FIELD_MISSING, job.name() + ": " + service + ".file_name");
            }
        }
    }
}
