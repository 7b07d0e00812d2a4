package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobChoices.Part;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.StoredRepository;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Freestyle jobs run once, or for services from 4.2 on. The tag 3.4.0 reads nothing of what they are given
 * (zadig-servers 6.8 to 6.11).
 */
final class FreestyleEffect implements JobEffect {
    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        var parameters = new LinkedHashMap<>(input.parameters());
        if (job.choices().onServices()) {
            new ServiceList(job, "services", planning).refuse(parameters, "kv", "variables");
            new ServiceList(job, "services", planning).refuse(parameters, "repo_info", "repos");
            var services = services(parameters, job, planning);
            if (!services.isEmpty()) {
                parameters.put("services", services);
            }
            return parameters;
        }
        new ServiceList(job, "services", planning).refuse(parameters, "services", "services");
        once(parameters, job, planning);
        return parameters;
    }

    private static void once(Map<String, Object> parameters, WorkflowDetail.Job job, Planning planning) {
        var own = job.choices().own();
        var stored = own.repositories() == null ? List.<StoredRepository>of() : own.repositories();
        if (planning.line() == ServerLine.V3_4_0
                && (Inputs.has(parameters, "kv") || Inputs.has(parameters, "repo_info") || !stored.isEmpty())) {
            planning.problem(Kind.INPUTS_LOST, job.name());
        }
        var variables = new VariableInputs(job, job.name(), planning).pairs(parameters.get("kv"), own.variables());
        if (!variables.isEmpty()) {
            parameters.put("kv", variables);
        }
        var checkout = Checkout.ofFreestyle(planning.line());
        var repositories = new RepositoryInputs(job.name(), checkout, planning);
        if (Inputs.has(parameters, "repo_info")) {
            parameters.put(
                    "repo_info", repositories.complete(Inputs.maps(parameters.get("repo_info")), own.repositories()));
        } else if (checkout.needsAll() && !stored.isEmpty()) {
            var all = repositories.all(stored);
            if (all == null) {
                // A branch before 4.2 keeps them already (zadig-servers 6.26). The task shows whether this server does.
                planning.mustCheckOut(
                        job.name(), stored.stream().map(StoredRepository::label).toList());
            } else {
                parameters.put("repo_info", all);
            }
        }
    }

    private static List<Map<String, Object>> services(
            Map<String, Object> parameters, WorkflowDetail.Job job, Planning planning) {
        var list = new ServiceList(job, "services", planning);
        var services = list.filled(Inputs.maps(parameters.get("services")));
        var known = new TreeMap<String, Part>();
        planning.servicesOf(job).forEach(name -> known.put(name, job.choices().own()));
        var parts = new ArrayList<>(services);
        if (known.isEmpty()) {
            parts.forEach(
                    entry -> known.put(Inputs.service(entry), job.choices().own()));
            parts.forEach(entry -> planning.unchecked(job.name() + ": " + Inputs.service(entry)));
        }
        var completed = new PartInputs(job, Checkout.ofFreestyle(planning.line()), planning).services(parts, known);
        if (!planning.line().isBefore(ServerLine.FROM_4_2) && planning.line().isBefore(ServerLine.FROM_5_0)) {
            checkShared(completed, job, planning);
        }
        return completed;
    }

    /**
     * On 4.2 and 4.3 the services share the repositories of the job, so those of the last service count for all
     * (zadig-servers 9.17).
     */
    private static void checkShared(List<Map<String, Object>> services, WorkflowDetail.Job job, Planning planning) {
        var lists = new HashSet<List<Map<String, Object>>>();
        services.forEach(service -> lists.add(Inputs.maps(service.get("repo_info"))));
        if (lists.size() > 1) {
            planning.problem(Kind.REPOSITORIES_SHARED, job.name());
        }
    }
}
