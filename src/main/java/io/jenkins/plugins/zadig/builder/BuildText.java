package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.TaskListener;
import java.io.IOException;

/** The text of a form with {@code ${NAME}} replaced by a build's parameters and environment. */
final class BuildText {
    private final EnvVars values;

    private BuildText(EnvVars values) {
        this.values = values;
    }

    static BuildText of(AbstractBuild<?, ?> build, TaskListener listener) throws InterruptedException, IOException {
        var values = new EnvVars(build.getEnvironment(listener));
        values.putAll(build.getBuildVariables());
        return new BuildText(values);
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
}
