package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A container of a Kubernetes workload, and the image to deploy to it. What is not written is {@code null}, and the run
 * is refused.
 */
public final class DeployedContainer implements Describable<DeployedContainer> {
    /** What most workloads are. */
    private static final String DEFAULT_TYPE = "Deployment";

    @CheckForNull
    public final String workload;

    @CheckForNull
    public final String container;

    @CheckForNull
    public final String image;

    /** Of the workload; empty for {@value #DEFAULT_TYPE}. */
    @DataBoundSetter
    public String type = DEFAULT_TYPE;

    @DataBoundConstructor
    public DeployedContainer(
            @CheckForNull String workload, @CheckForNull String container, @CheckForNull String image) {
        this.workload = Util.fixEmptyAndTrim(workload);
        this.container = Util.fixEmptyAndTrim(container);
        this.image = Util.fixEmptyAndTrim(image);
    }

    Map<String, Object> toParameters() {
        return new Parameters()
                .text("workload_type", Util.fixNull(Util.fixEmptyAndTrim(type), DEFAULT_TYPE))
                .required("workload", "workload_name", workload)
                .required("container", "container_name", container)
                .required("image", "image_name", image)
                .toMap();
    }

    @Extension
    public static final class DescriptorImpl extends LocalizedDescriptor<DeployedContainer> {
        @POST
        // lgtm[jenkins/no-permission-check]
        public ListBoxModel doFillTypeItems() {
            return new ListBoxModel().add(DEFAULT_TYPE).add("StatefulSet");
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckWorkload(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckContainer(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckImage(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
