package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Values of variables as servers take them: text alone. Servers drop a variable that a job does not have, and take a
 * value outside its options (zadig-servers 6.12, 6.13).
 *
 * @param type of the job; empty for the variables of a workflow
 */
record VariableInputs(String place, String type, Planning planning) {
    /** Jobs that take a choice of several from 5.0 on; builds keep the stored one (zadig-servers 6.22). */
    private static final Set<String> TAKE_SEVERAL = Set.of("freestyle", "zadig-test", "zadig-scanning");

    private static final Set<String> KEPT_ELSEWHERE = Set.of("multi-select", "file");

    VariableInputs(WorkflowDetail.Job job, String place, Planning planning) {
        this(place, job.type(), planning);
    }

    /**
     * The pairs of a job; a problem says which it requires besides.
     *
     * @param known the variables that there are; {@code null} when the server does not tell
     */
    List<Map<String, Object>> pairs(@CheckForNull Object written, @CheckForNull List<Variable> known) {
        var pairs = new ArrayList<Map<String, Object>>();
        var seen = new HashSet<String>();
        for (Map<String, Object> pair : Inputs.maps(written)) {
            var key = Inputs.text(pair.get("key"));
            var variable = known == null ? null : find(known, key);
            if (!seen.add(key)) {
                planning.problem(Kind.SERVICE_TWICE, place, key, List.of());
            }
            if (known != null && variable == null) {
                planning.problem(
                        Kind.UNKNOWN_JOB_VARIABLE,
                        place,
                        key,
                        known.stream().map(Variable::name).toList());
            } else {
                if (variable != null) {
                    checkType(place + "." + key, variable.type());
                }
                pair.put("value", text(place + "." + key, pair.get("value"), variable));
            }
            pairs.add(pair);
        }
        if (known != null) {
            known.stream()
                    .filter(variable -> variable.required() && isEmpty(variable, pairs))
                    .forEach(variable -> planning.problem(Kind.REQUIRED_VARIABLE, place + "." + variable.name()));
        }
        return pairs;
    }

    /**
     * Whether a job would run without a value of it, as far as one can tell. Some types keep theirs elsewhere
     * (zadig-servers 6.22).
     */
    private static boolean isEmpty(Variable variable, List<Map<String, Object>> pairs) {
        var given = pairs.stream()
                .filter(pair -> variable.name().equals(pair.get("key")))
                .findFirst();
        var stored = variable.credential() || KEPT_ELSEWHERE.contains(variable.type());
        return given.map(pair -> Inputs.text(pair.get("value")).isEmpty())
                .orElse(!stored && variable.value().isBlank());
    }

    /** A run cannot set variables of these types (zadig-servers 6.22). */
    private void checkType(String name, String variable) {
        var several = variable.equals("multi-select") && !type.equals("plugin");
        if (variable.equals("file") || several && !TAKE_SEVERAL.contains(type)) {
            planning.problem(Kind.VARIABLE_TYPE, name, variable, List.of());
        } else if (several && planning.line().isBefore(ServerLine.FROM_5_0)) {
            planning.problem(Kind.TOO_OLD, name, "5.0", List.of());
        }
    }

    @CheckForNull
    static Variable find(List<Variable> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The text of a value. A boolean takes the spelling of the option that it means; a list, or a text with commas and
     * blanks, is one for a choice of several.
     *
     * @param variable {@code null} when it is not known
     */
    String text(String name, @CheckForNull Object value, @CheckForNull Variable variable) {
        if (variable != null && variable.isFixed()) {
            planning.problem(Kind.FIXED_VARIABLE, name);
        }
        var several = variable != null && variable.type().equals("multi-select");
        if (value instanceof Map || value instanceof List && !several) {
            planning.problem(Kind.NOT_A_TEXT, name);
        }
        var text = value instanceof List<?> values
                ? String.join(",", values.stream().map(Inputs::text).toList())
                : value == null ? "" : value.toString();
        if (variable == null || variable.options().isEmpty()) {
            return text;
        }
        if (several) {
            // Servers split it at each comma, and keep the stored choice when it is empty (zadig-servers 6.22).
            if (value instanceof List<?> values) {
                values.forEach(item -> checkOption(name, Inputs.text(item), variable));
            }
            var items = Stream.of(text.split(",", -1))
                    .map(item -> option(variable, option -> option.equals(item.strip()), item))
                    .toList();
            items.forEach(item -> checkOption(name, item, variable));
            return String.join(",", items);
        }
        var spelt = spelt(text, variable);
        checkOption(name, spelt, variable);
        return spelt;
    }

    private static String spelt(String text, Variable variable) {
        return text.equals("true") || text.equals("false")
                ? option(variable, option -> option.equalsIgnoreCase(text), text)
                : text;
    }

    private static String option(Variable variable, Predicate<String> wanted, String otherwise) {
        return variable.options().stream().filter(wanted).findFirst().orElse(otherwise);
    }

    private void checkOption(String name, String text, Variable variable) {
        if (variable.type().equals("choice") || variable.type().equals("multi-select")) {
            if (!variable.options().isEmpty() && !variable.options().contains(text)) {
                planning.problem(Kind.NOT_AN_OPTION, name, text, variable.options());
            }
        }
    }
}
