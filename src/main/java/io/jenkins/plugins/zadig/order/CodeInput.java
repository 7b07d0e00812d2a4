package io.jenkins.plugins.zadig.order;

import hudson.model.Describable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** What a job builds, tests or scans, from which code and with which variables. */
public abstract class CodeInput<T extends CodeInput<T>> implements Describable<T>, TextMap.Owner {
    /** What to check out; empty for what the workflow has. */
    @DataBoundSetter
    public List<SourceRepository> repos = new ArrayList<>();

    /** Variables by name; empty for none. */
    @DataBoundSetter
    public Map<String, Object> variables = new LinkedHashMap<>();

    CodeInput() {}

    @Override
    public final TextMap textMap() {
        return KeyValueText.of("variables", variables);
    }

    final Map<String, Object> withCode(Parameters parameters) {
        return parameters
                .list("repos", "repo_info", repos, SourceRepository::toParameters)
                .pairs("inputs", variables)
                .toMap();
    }
}
