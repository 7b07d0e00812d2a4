package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A job with variables of its own. */
public abstract class VariablesJob extends ListedJob implements TextMap.Owner {
    /** Variables by name; empty for none. */
    @DataBoundSetter
    public Map<String, Object> variables = new LinkedHashMap<>();

    VariablesJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    public final TextMap textMap() {
        return KeyValueText.of("variables", variables);
    }

    final Parameters withVariables() {
        return new Parameters().pairs("kv", variables);
    }
}
