package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** A job of any type, run with what Zadig's API reads for that type. */
public final class OtherJob extends ListedJob implements DataBoundResolvable {
    @DataBoundSetter
    public String type = "";

    /** By Zadig's names; empty for none. */
    @DataBoundSetter
    public Map<String, Object> parameters = new LinkedHashMap<>();

    @DataBoundConstructor
    public OtherJob(@CheckForNull String job) {
        super(job);
    }

    /** For the form. */
    public String getParametersText() {
        return JsonText.format(parameters);
    }

    @Override
    public Object bindResolve(StaplerRequest2 request, JSONObject form) {
        JsonText.bind(form, "parametersText", parameters);
        return this;
    }

    @Override
    String zadigType() {
        return Util.fixNull(type).trim();
    }

    @Override
    Parameters parameters() {
        return parameters == null ? new Parameters() : new Parameters().all(PlainValues.of("parameters", parameters));
    }

    @Extension
    @Symbol("zadigJob")
    public static final class DescriptorImpl extends JobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.OtherJob_displayName();
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckParameters(@QueryParameter String value) {
            return JsonText.check(value);
        }
    }
}
