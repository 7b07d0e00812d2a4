package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * A service module to build, or to test, scan or work on where a job does that for services. A name that is not written
 * is {@code null}, and the run is refused.
 */
public final class BuiltService extends CodeInput<BuiltService> {
    @CheckForNull
    public final String service;

    @CheckForNull
    public final String module;

    @DataBoundConstructor
    public BuiltService(@CheckForNull String service, @CheckForNull String module) {
        this.service = Util.fixEmptyAndTrim(service);
        this.module = Util.fixEmptyAndTrim(module);
    }

    Map<String, Object> toParameters() {
        return withCode(new Parameters()
                .required("service", "service_name", service)
                .required("module", "service_module", module));
    }

    @Extension
    public static final class DescriptorImpl extends LocalizedDescriptor<BuiltService>
            implements VariablesForm, ServiceForm {}
}
