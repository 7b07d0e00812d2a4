package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services that a freestyle, test or scan job runs for, which servers read from 4.2 on (zadig-servers 6.8, 6.9).
 * Before, the job runs for those that the workflow has (6.29).
 */
record ServiceList(WorkflowDetail.Job job, String field, Planning planning) {
    /** The list, with what this run builds for the job where the job takes its services from a build. */
    List<Map<String, Object>> filled(List<Map<String, Object>> written) {
        var unread = planning.line().isBefore(ServerLine.FROM_4_2);
        if (unread && !written.isEmpty()) {
            planning.problem(Kind.TOO_OLD, job.name() + ": services", "4.2", List.of());
        }
        var built = planning.builtFor(job);
        var own = job.choices().services().keySet();
        if (built.source() != BuiltImages.Source.LISTED_BUILD) {
            if (job.choices().takesFromJob()) {
                planning.mustList(job, built.build());
            } else if (written.isEmpty() && (!unread || own.isEmpty())) {
                planning.nothingListed(job, planning.servicesOf(job));
            }
            return written;
        }
        planning.mustList(job, built.gap());
        var services = new ArrayList<>(written);
        var names = written.stream().map(Inputs::service).toList();
        names.stream()
                .filter(name -> !built.names().contains(name))
                .forEach(name -> planning.problem(Kind.MODULE_NOT_BUILT, job.name(), name, built.names()));
        var all = job.type().equals("freestyle") || own.isEmpty();
        var missing = built.names().stream()
                .filter(name -> !names.contains(name) && (all || own.contains(name)))
                .toList();
        if (names.isEmpty() && missing.isEmpty()) {
            planning.nothingListed(job, own);
        }
        if (unread) {
            return written;
        }
        missing.forEach(name -> {
            // It runs for it in any case, but without its variables and repositories unless it is listed.
            var parts = name.split("/", 2);
            services.add(new LinkedHashMap<>(Map.of("service_name", parts[0], "service_module", parts[1])));
            planning.filled(job.name() + ": " + name);
        });
        return services;
    }

    /** Refuses what jobs of this kind do not read. */
    void refuse(Map<String, ?> parameters, String name, String word) {
        if (!Inputs.has(parameters, name)) {
            return;
        }
        if (word.equals("services") && planning.line().isBefore(ServerLine.FROM_4_2)) {
            planning.problem(Kind.TOO_OLD, job.name() + ": services", "4.2", List.of());
        } else {
            var instead =
                    word.equals("services") ? List.of("variables", "repos", "tests", "scans") : List.of("services");
            planning.problem(Kind.NO_EFFECT, job.name() + ": " + word, "", instead);
        }
    }
}
