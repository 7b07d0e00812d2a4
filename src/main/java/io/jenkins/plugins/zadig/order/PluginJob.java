package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** A job that runs a plugin of Zadig. */
public final class PluginJob extends ListedJob implements DataBoundResolvable {
    private Map<String, Object> variables;

    @DataBoundConstructor
    public PluginJob(@CheckForNull String job) {
        super(job);
    }

    @CheckForNull
    public Map<String, Object> getVariables() {
        return Unset.view(variables);
    }

    @DataBoundSetter
    public void setVariables(@CheckForNull Map<String, Object> variables) {
        this.variables = Unset.ifEmpty(given("variables", variables));
    }

    /** For the form. */
    public String getVariablesText() {
        return KeyValueText.format(variables);
    }

    @Override
    public Object bindResolve(StaplerRequest2 request, JSONObject form) {
        KeyValueText.bind(form, "variablesText", this::setVariables);
        return this;
    }

    @Override
    String zadigType() {
        return "plugin";
    }

    @Override
    Parameters parameters() {
        return new Parameters().pairs("kv", variables);
    }

    /** The form of it. */
    @Extension
    @Symbol("zadigPlugin")
    public static final class DescriptorImpl extends JobDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PluginJob_displayName();
        }
    }
}
