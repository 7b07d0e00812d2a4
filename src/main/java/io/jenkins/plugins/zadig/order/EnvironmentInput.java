package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.List;
import java.util.Map;

/**
 * The environment of a deployment. Servers put what is sent in place of the workflow's own, also when it is empty or
 * the workflow fixes it (zadig-servers 7.13, 7.14).
 */
record EnvironmentInput(WorkflowDetail.Job job, Planning planning) {
    void check(Map<String, Object> parameters) {
        var name = Inputs.text(parameters.get("env_name"));
        var own = job.choices().deployment();
        if (name.isEmpty()) {
            planning.problem(
                    Kind.ENVIRONMENT_MISSING,
                    job.name(),
                    "",
                    own.environment().isEmpty() ? List.of() : List.of(own.environment()));
            return;
        }
        if (own.fixed() && !own.environment().equals(name)) {
            planning.problem(Kind.FIXED_ENVIRONMENT, job.name(), name, List.of(own.environment()));
        }
        var known = planning.facts().destination(job.name()).environments();
        // A user without the right to see environments is told of none (zadig-servers 27.2).
        if (known == null || known.isEmpty()) {
            planning.unchecked(job.name() + ": " + name);
            return;
        }
        var meant = known.stream().filter(one -> one.name().equals(name)).findFirst();
        if (meant.isEmpty()) {
            planning.problem(
                    Kind.UNKNOWN_ENVIRONMENT,
                    job.name(),
                    name,
                    known.stream().map(EnvironmentInput::named).toList());
        } else if (meant.get().isAsleep()) {
            planning.problem(Kind.ENVIRONMENT_ASLEEP, job.name(), name, List.of());
        }
    }

    /** With the name that pages show, which runs cannot use (zadig-servers 27.5). */
    private static String named(Environment environment) {
        return environment.alias().isEmpty()
                ? environment.name()
                : environment.name() + " (" + environment.alias() + ")";
    }
}
