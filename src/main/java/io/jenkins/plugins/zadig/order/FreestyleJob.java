package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** A job of one's own steps, once or for services. */
public final class FreestyleJob extends ListedJob implements DataBoundResolvable {
    private Map<String, Object> variables;
    private List<SourceRepository> repos;
    private List<BuiltService> services;

    @DataBoundConstructor
    public FreestyleJob(@CheckForNull String job) {
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

    @CheckForNull
    public List<SourceRepository> getRepos() {
        return Unset.view(repos);
    }

    @DataBoundSetter
    public void setRepos(@CheckForNull List<SourceRepository> repos) {
        this.repos = Unset.ifEmpty(given("repos", repos));
    }

    @CheckForNull
    public List<BuiltService> getServices() {
        return Unset.view(services);
    }

    @DataBoundSetter
    public void setServices(@CheckForNull List<BuiltService> services) {
        this.services = Unset.ifEmpty(given("services", services));
    }

    @Override
    public Object bindResolve(StaplerRequest2 request, JSONObject form) {
        KeyValueText.bind(form, "variablesText", this::setVariables);
        return this;
    }

    @Override
    String zadigType() {
        return "freestyle";
    }

    @Override
    Parameters parameters() {
        return new Parameters()
                .pairs("kv", variables)
                .list("repos", "repo_info", repos, SourceRepository::toParameters)
                .list("services", "services", services, BuiltService::toParameters);
    }

    /** The form of it. */
    @Extension
    @Symbol("zadigFreestyle")
    public static final class DescriptorImpl extends JobDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FreestyleJob_displayName();
        }
    }
}
