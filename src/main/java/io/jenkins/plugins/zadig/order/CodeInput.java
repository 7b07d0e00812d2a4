package io.jenkins.plugins.zadig.order;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What a job builds, tests or scans, from which code and with which variables. */
public abstract class CodeInput<T extends CodeInput<T>> implements Describable<T>, DataBoundResolvable {
    @DataBoundSetter
    public List<SourceRepository> repos = new ArrayList<>();

    /** Variables by name; empty for none. */
    @DataBoundSetter
    public Map<String, Object> variables = new LinkedHashMap<>();

    CodeInput() {}

    /** For the form. */
    public final String getVariablesText() {
        return KeyValueText.format(variables);
    }

    @Override
    public final Object bindResolve(StaplerRequest2 request, JSONObject form) {
        KeyValueText.bind(form, "variablesText", variables);
        return this;
    }

    final Map<String, Object> withCode(Parameters parameters) {
        return parameters
                .list("repos", "repo_info", repos, SourceRepository::toParameters)
                .pairs("inputs", variables)
                .toMap();
    }

    /** The form of it, as far as both kinds have it. */
    public abstract static class CodeInputDescriptor<T extends CodeInput<T>> extends Descriptor<T> {
        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckVariables(@QueryParameter String value) {
            return KeyValueText.check(value);
        }
    }
}
