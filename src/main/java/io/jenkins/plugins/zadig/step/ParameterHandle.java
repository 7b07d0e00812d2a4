package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A variable that a workflow declares. */
public final class ParameterHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String type;
    private final String value;
    private final boolean credential;
    private final ArrayList<String> options;

    ParameterHandle(Variable variable) {
        name = variable.name();
        type = variable.type();
        value = variable.value();
        credential = variable.credential();
        options = new ArrayList<>(variable.options());
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** In Zadig's words: {@code string}, {@code text}, {@code choice}, {@code repo} … */
    @Whitelisted
    public String getType() {
        return type;
    }

    /** The default; always empty for a credential. */
    @Whitelisted
    public String getValue() {
        return value;
    }

    @Whitelisted
    public boolean isCredential() {
        return credential;
    }

    /** What a choice accepts. */
    @Whitelisted
    public List<String> getOptions() {
        return new ArrayList<>(options);
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("name", name);
        values.put("type", type);
        values.put("value", value);
        values.put("credential", credential);
        values.put("options", options);
    }

    @Override
    public String toString() {
        return name + (value.isEmpty() ? "" : "=" + value);
    }
}
