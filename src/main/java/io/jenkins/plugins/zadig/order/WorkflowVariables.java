package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.Repository;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.VariableInput;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables of a workflow that a run sets. Servers override what the workflow fixes, and neither enforce what it
 * requires nor say what they ignore (zadig-servers 10.1 to 10.9).
 */
final class WorkflowVariables {
    /** The fields of a repository that servers take (zadig-servers 10.6). */
    private static final Set<String> REPOSITORY = Set.of("codehost", "namespace", "name", "branch", "prs");

    private final List<Variable> declared;
    private final Planning planning;
    private final VariableInputs values;

    WorkflowVariables(List<Variable> declared, Planning planning) {
        this.declared = declared;
        this.planning = planning;
        values = new VariableInputs("", "", planning);
    }

    List<VariableInput> inputs(Map<String, Object> written) {
        var inputs = new ArrayList<VariableInput>();
        written.forEach((name, value) -> {
            var variable = VariableInputs.find(declared, name);
            if (variable == null) {
                planning.problem(
                        Kind.UNKNOWN_VARIABLE,
                        name,
                        "",
                        declared.stream().map(Variable::name).toList());
            } else {
                inputs.add(input(variable, value));
            }
        });
        for (Variable variable : declared) {
            var value = written.get(variable.name());
            var empty = written.containsKey(variable.name())
                    ? value == null || value instanceof String text && text.isBlank()
                    : variable.value().isBlank() && !variable.credential() && variable.repository() == null;
            if (variable.required() && empty) {
                planning.problem(Kind.REQUIRED_VARIABLE, variable.name());
            }
        }
        return inputs;
    }

    private VariableInput input(Variable variable, @CheckForNull Object value) {
        var name = variable.name();
        switch (variable.type()) {
            case "repo" -> {
                if (variable.isFixed()) {
                    planning.problem(Kind.FIXED_VARIABLE, name);
                }
                return new VariableInput(name, "repo", "", false, repository(variable, value));
            }
            case "string", "text", "choice" -> {}
            default -> planning.problem(Kind.VARIABLE_TYPE, name, variable.type(), List.of());
        }
        var secret = variable.credential() || value instanceof Secret;
        var unknownType = !Set.of("string", "text", "choice").contains(variable.type());
        return new VariableInput(
                name,
                variable.type(),
                unknownType ? "" : values.text(name, planning.revealed(value), variable),
                secret,
                null);
    }

    private Map<String, Object> repository(Variable variable, @CheckForNull Object value) {
        var at = "";
        if (value instanceof Map<?, ?> map) {
            var repository = new HashMap<String, Object>();
            map.forEach((key, item) -> repository.put(String.valueOf(key), item));
            try {
                return checked(variable, Repository.toParameters(repository), repository);
            } catch (IllegalArgumentException x) {
                at = x.getMessage();
            }
        }
        planning.problem(
                Kind.REPOSITORY,
                variable.name(),
                at,
                REPOSITORY.stream().sorted().toList());
        return Map.of();
    }

    private Map<String, Object> checked(
            Variable variable, Map<String, Object> parameters, Map<String, Object> written) {
        written.keySet().stream()
                .filter(field -> !REPOSITORY.contains(field))
                .forEach(field -> planning.problem(
                        Kind.NO_EFFECT,
                        variable.name() + ": " + field,
                        "",
                        REPOSITORY.stream().sorted().toList()));
        var stored = variable.repository();
        return new RepositoryInputs(variable.name(), Checkout.ofVariable(), planning)
                .complete(List.of(new HashMap<>(parameters)), stored == null ? null : List.of(stored)).stream()
                        .findFirst()
                        .orElse(Map.of());
    }
}
