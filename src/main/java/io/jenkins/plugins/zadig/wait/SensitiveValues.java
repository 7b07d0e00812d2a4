package io.jenkins.plugins.zadig.wait;

import hudson.model.AbstractBuild;
import hudson.model.Run;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes the values of a freestyle build's password parameters out of texts. */
public final class SensitiveValues implements UnaryOperator<String> {
    /** Shorter ones would take away half of what there is to read. */
    private static final int MIN_LENGTH = 4;

    private final List<String> values;

    public SensitiveValues(Run<?, ?> run) {
        if (run instanceof AbstractBuild<?, ?> build) {
            var all = build.getBuildVariables();
            values = build.getSensitiveBuildVariables().stream()
                    .map(all::get)
                    .filter(value -> value != null && value.length() >= MIN_LENGTH)
                    .toList();
        } else {
            values = List.of();
        }
    }

    @Override
    public String apply(String text) {
        var masked = text;
        for (String value : values) {
            masked = masked.replace(value, "****");
        }
        return masked;
    }

    /** This, and then something else. */
    public UnaryOperator<String> then(UnaryOperator<String> next) {
        return text -> next.apply(apply(text));
    }
}
