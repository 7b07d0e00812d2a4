package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.List;
import java.util.Map;

/** The environment of a deployment: servers take whatever is sent over the workflow's own, nothing included. */
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
        // A user without the right to see environments is told of none.
        if (known == null || known.isEmpty()) {
            planning.unchecked(job.name() + ": " + name);
        } else if (!known.contains(name)) {
            planning.problem(Kind.UNKNOWN_ENVIRONMENT, job.name(), name, known);
        }
    }
}
