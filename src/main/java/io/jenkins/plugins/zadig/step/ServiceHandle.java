package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.TaskJob;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A service that a task built, deployed or ran for: what of it, from which code, and where to. */
public final class ServiceHandle extends ModuleHandle {
    private static final long serialVersionUID = 1L;

    ServiceHandle(TaskJob job, JobSpec.Service of) {
        super(of.service(), of.module(), of.image());
        put("builtBy", of.builtBy());
        put("environment", job.spec().environment());
        var code = job.spec().code().isEmpty() ? null : job.spec().code().get(0);
        put("repository", code == null ? "" : code.repository());
        put("branch", code == null ? "" : code.branch());
        put("commit", code == null ? "" : code.commit());
    }

    private ServiceHandle(ServiceHandle deployed, ServiceHandle built) {
        super(deployed.getService(), deployed.getModule(), deployed.getImage());
        put("builtBy", deployed.getBuiltBy());
        put("environment", deployed.getEnvironment());
        put("repository", built.getRepository());
        put("branch", built.getBranch());
        put("commit", built.getCommit());
    }

    /** One for each environment that a service is deployed to, with the code it was built from, and what is built only. */
    static List<ServiceHandle> merged(List<ServiceHandle> all) {
        var services = new ArrayList<ServiceHandle>();
        for (ServiceHandle service : all) {
            var same = all.stream().filter(service::isOf).toList();
            if (service.isDeployed()) {
                services.add(same.stream()
                        .filter(other -> !other.isDeployed())
                        .findFirst()
                        .map(built -> new ServiceHandle(service, built))
                        .orElse(service));
            } else if (same.stream().noneMatch(ServiceHandle::isDeployed)) {
                services.add(service);
            }
        }
        return services;
    }

    private boolean isOf(ServiceHandle other) {
        return getService().equals(other.getService()) && getModule().equals(other.getModule());
    }

    private boolean isDeployed() {
        return !getEnvironment().isEmpty();
    }

    /** The job whose image is deployed, while that is not known yet; else empty. */
    @Whitelisted
    public String getBuiltBy() {
        return text("builtBy");
    }

    /** Where it was deployed to; empty when it was not. */
    @Whitelisted
    public String getEnvironment() {
        return text("environment");
    }

    /** The first repository that it was built from; empty when this task did not build it. */
    @Whitelisted
    public String getRepository() {
        return text("repository");
    }

    @Whitelisted
    public String getBranch() {
        return text("branch");
    }

    /** Id of the commit. */
    @Whitelisted
    public String getCommit() {
        return text("commit");
    }

    @Override
    public String toString() {
        return super.toString() + (getEnvironment().isEmpty() ? "" : " in " + getEnvironment());
    }
}
