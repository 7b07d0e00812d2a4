package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.EditDistance;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * What a Jenkinsfile gives to a step, or to a part of it such as a job, compared with what that takes. Jenkins itself
 * only warns of a misspelt name, reads any text but {@code true} as {@code false}, cuts numbers, and answers the rest
 * with a stack trace.
 */
final class StepArguments {
    /** Jenkins' key for the class of a part, where its symbol is not used. */
    private static final String CLASS = "$class";

    /** A misspelt name has one wrong letter among so many at most. */
    private static final int LETTERS_PER_SLIP = 3;

    private final String place;
    private final Map<String, DescribableParameter> known = new LinkedHashMap<>();

    private StepArguments(String place, Class<?> type) {
        this.place = place;
        DescribableModel.of(type).getParameters().forEach(parameter -> known.put(parameter.getName(), parameter));
    }

    /**
     * Checks the arguments of a step and of all its parts.
     *
     * @throws AbortException naming the step, the parameter and what it takes
     */
    static void check(String step, Class<?> type, Map<String, ?> arguments) throws AbortException {
        new StepArguments(step, type).check(arguments);
    }

    private void check(Map<?, ?> arguments) throws AbortException {
        for (Map.Entry<?, ?> argument : arguments.entrySet()) {
            var name = String.valueOf(argument.getKey());
            if (!name.equals(CLASS)) {
                var parameter = parameter(name);
                check(parameter.getName(), parameter.getRawType(), argument.getValue());
            }
        }
    }

    private DescribableParameter parameter(String name) throws AbortException {
        if (name.equals(UninstantiatedDescribable.ANONYMOUS_KEY)) {
            var required = known.values().stream()
                    .filter(DescribableParameter::isRequired)
                    .toList();
            if (required.size() != 1) {
                throw new AbortException(Messages.StepArguments_unnamed(place, names()));
            }
            return required.get(0);
        }
        var parameter = known.get(name);
        if (parameter == null) {
            var nearest = EditDistance.findNearest(name, known.keySet());
            throw new AbortException(
                    nearest != null
                                    && EditDistance.editDistance(name, nearest)
                                            <= Math.max(1, name.length() / LETTERS_PER_SLIP)
                            ? Messages.StepArguments_misspelt(place, PlainText.line(name), nearest)
                            : Messages.StepArguments_unknown(place, PlainText.line(name), names()));
        }
        return parameter;
    }

    private String names() {
        return String.join(", ", known.keySet());
    }

    private void check(String name, Type type, @CheckForNull Object value) throws AbortException {
        var wanted = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (value == null) {
            // A variable that is not set, most likely: whether the default or nothing is meant nobody can tell.
            throw new AbortException(Messages.StepArguments_null(place, name));
        } else if (wanted == boolean.class) {
            require(
                    value instanceof Boolean || value.equals("true") || value.equals("false"),
                    Messages.StepArguments_boolean(place, name));
        } else if (wanted == int.class || wanted == long.class || wanted == Integer.class) {
            NumberRange.check(place, name, value, wanted != long.class);
        } else if (wanted == String.class) {
            text(name, value);
        } else if (wanted == Map.class) {
            require(value instanceof Map<?, ?>, Messages.StepArguments_map(place, name));
        } else if (wanted == List.class) {
            require(value instanceof List<?>, Messages.StepArguments_list(place, name));
            var element = ((ParameterizedType) type).getActualTypeArguments()[0];
            var index = 0;
            for (Object each : (List<?>) value) {
                check(name + "[" + index + "]", element, each);
                index++;
            }
        } else if (!wanted.isInstance(value)) {
            part(name, wanted, value);
        }
    }

    private void text(String name, Object value) throws AbortException {
        if (value instanceof Number || value instanceof Boolean) {
            if (name.toLowerCase(Locale.ROOT).endsWith("timeout")) {
                WaitOptions.seconds(name, value.toString());
            }
            throw new AbortException(Messages.StepArguments_quotes(place, name, value.toString()));
        }
        require(value instanceof CharSequence, Messages.StepArguments_text(place, name));
    }

    private void part(String name, Class<?> wanted, Object value) throws AbortException {
        var within = place + ": " + name;
        if (value instanceof UninstantiatedDescribable described && described.getSymbol() != null) {
            var descriptor = SymbolLookup.get().findDescriptor(wanted, described.getSymbol());
            if (descriptor != null) {
                new StepArguments(within + ": " + described.getSymbol(), descriptor.clazz)
                        .check(described.getArguments());
                return;
            }
        } else if (value instanceof UninstantiatedDescribable described && isMadeOfMaps(wanted)) {
            // Jenkins' own way to write a map, where it makes a snippet.
            new StepArguments(within, wanted).check(described.getArguments());
            return;
        } else if (value instanceof Map<?, ?> map && map.containsKey(CLASS)) {
            var named = String.valueOf(map.get(CLASS));
            for (Descriptor<?> known : ExtensionList.lookup(Descriptor.class)) {
                if (wanted.isAssignableFrom(known.clazz)
                        && (known.clazz.getName().equals(named)
                                || known.clazz.getSimpleName().equals(named))) {
                    new StepArguments(within, known.clazz).check(map);
                }
            }
            return;
        } else if (value instanceof Map<?, ?> map && isMadeOfMaps(wanted)) {
            new StepArguments(within, wanted).check(map);
            return;
        }
        if (wanted == TaskHandle.class) {
            throw new AbortException(Messages.StepArguments_task(place, name));
        }
        throw new AbortException(
                isMadeOfMaps(wanted)
                        ? Messages.StepArguments_part(place, name, new StepArguments(within, wanted).names())
                        : Messages.StepArguments_job(place, name));
    }

    private static boolean isMadeOfMaps(Class<?> type) {
        return Describable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    private static void require(boolean holds, String otherwise) throws AbortException {
        if (!holds) {
            throw new AbortException(otherwise);
        }
    }
}
