package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A test or scan of a job. */
public final class ListedTest extends CodeInput<ListedTest> {
    @CheckForNull
    public final String name;

    @DataBoundConstructor
    public ListedTest(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** What is sent of it; tests and scans have their names under different names. */
    Map<String, Object> toParameters(String nameField) {
        return withCode(new Parameters().required("name", nameField, name));
    }

    @Extension
    public static final class DescriptorImpl extends CodeInputDescriptor<ListedTest> {
        @Override
        public String getDisplayName() {
            return Messages.ListedTest_displayName();
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
