package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The text of a form with {@code ${NAME}} replaced by a build's parameters and environment. */
final class BuildText {
    private static final String MASK = "****";

    private final EnvVars values;
    private final List<String> secrets;

    private BuildText(EnvVars values, List<String> secrets) {
        this.values = values;
        this.secrets = secrets;
    }

    static BuildText of(AbstractBuild<?, ?> build, TaskListener listener) throws InterruptedException, IOException {
        var variables = build.getBuildVariables();
        var values = new EnvVars(build.getEnvironment(listener));
        values.putAll(variables);
        var secrets = build.getSensitiveBuildVariables().stream()
                .map(variables::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .toList();
        return new BuildText(values, secrets);
    }

    /** What a text becomes, without space around it; {@code null} when that is empty. */
    @CheckForNull
    String expand(@CheckForNull String text) {
        return text == null ? null : Util.fixEmptyAndTrim(values.expand(text));
    }

    /** The same, empty for {@code null}. */
    String expandOrEmpty(@CheckForNull String text) {
        return Util.fixNull(expand(text));
    }

    /** What a text becomes, with the space around it. */
    String expandAsWritten(String text) {
        return values.expand(text);
    }

    /** A text for the console, without the values of password parameters. */
    String masked(String text) {
        var masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
