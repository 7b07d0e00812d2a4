package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A service module to deploy. A name that is not written is {@code null}, and the run is refused. */
public final class DeployedService implements Describable<DeployedService> {
    @CheckForNull
    public final String service;

    @CheckForNull
    public final String module;

    /** The image to deploy; empty for the one that this run builds. */
    @DataBoundSetter
    public String image = "";

    @DataBoundConstructor
    public DeployedService(@CheckForNull String service, @CheckForNull String module) {
        this.service = Util.fixEmptyAndTrim(service);
        this.module = Util.fixEmptyAndTrim(module);
    }

    Map<String, Object> toParameters() {
        return new Parameters()
                .required("service", "service_name", service)
                .required("module", "service_module", module)
                .text("image_name", image)
                .toMap();
    }

    @Extension
    public static final class DescriptorImpl extends LocalizedDescriptor<DeployedService> implements ServiceForm {}
}
