package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.Variable;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A variable that a workflow declares. */
public final class ParameterHandle extends Handle {
    private static final long serialVersionUID = 1L;

    ParameterHandle(Variable variable) {
        put("name", variable.name());
        put("type", variable.type());
        put("value", variable.value());
        put("credential", variable.credential());
        put("options", variable.options());
    }

    @Whitelisted
    public String getName() {
        return text("name");
    }

    /** In Zadig's words: {@code string}, {@code text}, {@code choice}, {@code repo} … */
    @Whitelisted
    public String getType() {
        return text("type");
    }

    /** The default; always empty for a credential. */
    @Whitelisted
    public String getValue() {
        return text("value");
    }

    @Whitelisted
    public boolean isCredential() {
        return flag("credential");
    }

    /** What a choice accepts. */
    @Whitelisted
    public List<String> getOptions() {
        return list("options");
    }

    @Override
    public String toString() {
        return getName() + (getValue().isEmpty() ? "" : "=" + getValue());
    }
}
