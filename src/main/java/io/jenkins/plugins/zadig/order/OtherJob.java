package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.JobInput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A job of any type, run with what Zadig's API reads for that type. */
public final class OtherJob extends ListedJob implements TextMap.Owner {
    /** As Zadig names it; empty for the type that the job has in the workflow. */
    @DataBoundSetter
    public String type = "";

    /** By Zadig's names; empty for none. */
    @DataBoundSetter
    public Map<String, Object> parameters = new LinkedHashMap<>();

    @DataBoundConstructor
    public OtherJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    public TextMap textMap() {
        return JsonText.of("parameters", parameters);
    }

    @Override
    JobInput input(String name) {
        return new Parameters()
                .all(parameters == null ? Map.of() : PlainValues.of("parameters", parameters))
                .toJob(name, Util.fixNull(type).trim());
    }

    @Extension
    @Symbol("zadigJob")
    public static final class DescriptorImpl extends JobDescriptor {
        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckParameters(@QueryParameter String value) {
            return JsonText.check(value);
        }
    }
}
