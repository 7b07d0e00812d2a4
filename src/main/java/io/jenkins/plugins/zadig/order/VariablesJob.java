package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** A job with variables of its own. */
public abstract class VariablesJob extends ListedJob implements DataBoundResolvable {
    /** Variables by name; empty for none. */
    @DataBoundSetter
    public Map<String, Object> variables = new LinkedHashMap<>();

    VariablesJob(@CheckForNull String job) {
        super(job);
    }

    /** For the form. */
    public final String getVariablesText() {
        return KeyValueText.format(variables);
    }

    @Override
    public final Object bindResolve(StaplerRequest2 request, JSONObject form) {
        KeyValueText.bind(form, "variablesText", variables);
        return this;
    }

    @Override
    Parameters parameters() {
        return new Parameters().pairs("kv", variables);
    }
}
