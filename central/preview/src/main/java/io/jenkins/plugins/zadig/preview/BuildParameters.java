package io.jenkins.plugins.zadig.preview;

import groovy.lang.Script;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.util.Secret;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** The parameters that a Jenkinsfile declares, with the values that the build was given, else their defaults. */
final class BuildParameters {
    private static final String VARIABLE = "params";

    private final PreviewRun run;

    BuildParameters(PreviewRun run) {
        this.run = run;
    }

    static void give(Script program, Map<String, Object> values, PreviewRun run) {
        program.getBinding().setVariable(VARIABLE, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
        values.forEach((name, value) -> {
            if (value instanceof Secret secret) {
                run.variables().put(name, secret.getPlainText());
                run.addAction(new ParametersAction(new Password(name, secret)));
                run.passwords().put(name, secret.getPlainText());
            } else {
                run.variables().put(name, value.toString());
            }
        });
    }

    /** The value of a password parameter. */
    private static final class Password extends ParameterValue {
        private static final long serialVersionUID = 1L;

        private final transient Secret value;

        Password(String name, Secret value) {
            super(name);
            this.value = value;
        }

        @Override
        public boolean isSensitive() {
            return true;
        }

        @Override
        public Object getValue() {
            return value;
        }
    }

    /** {@code properties([parameters([string(name: …), …])])}. */
    Object declare(Arguments arguments, Script program) {
        run.console().pipeline("properties");
        for (Object property : (List<?>) arguments.get("properties")) {
            if (property instanceof UninstantiatedDescribable described && described.getSymbol().equals("parameters")) {
                List<?> declared = (List<?>) described.getArguments().get(Arguments.UNNAMED);
                declared.forEach(parameter -> declare((UninstantiatedDescribable) parameter, program));
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    void declare(UninstantiatedDescribable parameter, Script program) {
        Map<String, Object> values =
                new LinkedHashMap<>((Map<String, Object>) program.getBinding().getVariable(VARIABLE));
        values.putIfAbsent(parameter.getArguments().get("name").toString(), defaultOf(parameter));
        give(program, values, run);
    }

    private static Object defaultOf(UninstantiatedDescribable parameter) {
        Map<String, ?> arguments = parameter.getArguments();
        if (parameter.getSymbol().equals("choice")) {
            Object choices = arguments.get("choices");
            List<?> all = choices instanceof List<?> list
                    ? list
                    : Arrays.asList(choices.toString().split("\n"));
            return all.get(0);
        }
        Object value = arguments.get("defaultValue");
        if (parameter.getSymbol().equals("booleanParam")) {
            return Boolean.TRUE.equals(value);
        }
        String text = value == null ? "" : value.toString();
        return parameter.getSymbol().equals("password") ? Secret.fromString(text) : text;
    }
}
