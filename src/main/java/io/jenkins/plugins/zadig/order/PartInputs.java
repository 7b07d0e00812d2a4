package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobChoices.Part;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is given to the services, tests or scans of a job: names that exist, their variables and their repositories. */
record PartInputs(WorkflowDetail.Job job, Checkout checkout, Planning planning) {
    /** The entries of services, completed; those that are not among the known ones are a problem. */
    List<Map<String, Object>> services(List<Map<String, Object>> entries, Map<String, Part> known) {
        var seen = new HashSet<String>();
        var completed = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> entry : entries) {
            var name = Inputs.service(entry);
            if (!seen.add(name)) {
                planning.problem(Kind.SERVICE_TWICE, job.name(), name, List.of());
            } else {
                check(name, known, Kind.UNKNOWN_SERVICE);
            }
            completed.add(completed(entry, name, known.getOrDefault(name, Part.NONE)));
        }
        return completed;
    }

    /**
     * The entries of tests or scans, completed. Servers run all of them, so a list of some only is a problem
     * (zadig-servers 6.6).
     */
    List<Map<String, Object>> tests(List<Map<String, Object>> entries, String nameField, Map<String, Part> known) {
        var seen = new TreeSet<String>();
        var completed = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> entry : entries) {
            var name = Inputs.text(entry.get(nameField));
            if (!seen.add(name)) {
                planning.problem(Kind.SERVICE_TWICE, job.name(), name, List.of());
            } else {
                check(name, known, Kind.UNKNOWN_TEST);
            }
            completed.add(completed(entry, name, known.getOrDefault(name, Part.NONE)));
        }
        if (known.keySet().containsAll(seen)) {
            planning.together(Kind.TESTS_TOGETHER, job, known.keySet(), seen);
        }
        return completed;
    }

    private void check(String name, Map<String, Part> known, Kind unknown) {
        if (job.choices().offered().contains(name)) {
            planning.problem(Kind.NOT_CHOSEN, job.name(), name, List.of());
        } else if (!known.isEmpty() && !known.containsKey(name)) {
            planning.problem(unknown, job.name(), name, List.copyOf(known.keySet()));
        }
    }

    /** The entry of one of them, completed. */
    Map<String, Object> completed(Map<String, Object> entry, String name, Part part) {
        var place = job.name() + ": " + name;
        var variables = new VariableInputs(job, place, planning).pairs(entry.get("inputs"), part.variables());
        if (!variables.isEmpty()) {
            entry.put("inputs", variables);
        }
        if (Inputs.has(entry, "repo_info")) {
            if (job.choices().codeOfOther()) {
                planning.problem(
                        Kind.NO_EFFECT,
                        place + ": repos",
                        "",
                        List.of(job.choices().fromJob() + ": repos"));
            }
            entry.put(
                    "repo_info",
                    new RepositoryInputs(place, checkout, planning)
                            .complete(Inputs.maps(entry.get("repo_info")), part.repositories()));
        }
        return entry;
    }
}
