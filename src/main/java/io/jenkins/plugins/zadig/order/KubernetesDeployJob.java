package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.JobInput;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that puts images into containers of Kubernetes workloads, whichever way these came into being. */
public final class KubernetesDeployJob extends ListedJob {
    @DataBoundSetter
    public List<DeployedContainer> containers = new ArrayList<>();

    @DataBoundConstructor
    public KubernetesDeployJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    JobInput input(String name) {
        return new Parameters()
                .list("containers", "target_list", containers, DeployedContainer::toParameters)
                .toJob(name, "custom-deploy");
    }

    @Extension
    @Symbol("zadigKubernetesDeploy")
    public static final class DescriptorImpl extends JobDescriptor {}
}
