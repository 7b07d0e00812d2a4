package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import io.jenkins.plugins.zadig.config.NameForm;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;

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
    public static final class DescriptorImpl extends LocalizedDescriptor<ListedTest>
            implements VariablesForm, NameForm {}
}
