package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.JobInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** What the texts in a map become, however deep they are; names stay as they are. */
    Map<String, Object> expand(Map<String, Object> map) {
        var expanded = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> expanded.put(name, expandAny(value)));
        return expanded;
    }

    JobInput expand(JobInput job) {
        return new JobInput(expandOrEmpty(job.job()), expandOrEmpty(job.type()), expand(job.parameters()));
    }

    @CheckForNull
    private Object expandAny(@CheckForNull Object value) {
        if (value instanceof String text) {
            return values.expand(text);
        }
        if (value instanceof Map<?, ?> map) {
            var expanded = new LinkedHashMap<String, Object>();
            map.forEach((name, inner) -> expanded.put(String.valueOf(name), expandAny(inner)));
            return expanded;
        }
        if (value instanceof List<?> items) {
            var expanded = new ArrayList<Object>();
            items.forEach(item -> expanded.add(expandAny(item)));
            return expanded;
        }
        return value;
    }
}
