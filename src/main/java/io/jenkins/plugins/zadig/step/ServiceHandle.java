package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.TaskJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A service that a task built, deployed or ran for: what of it, from which code, and where to. */
public final class ServiceHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String service;
    private final String module;
    private final String image;
    private final String builtBy;
    private final String environment;
    private final String repository;
    private final String branch;
    private final String commit;

    ServiceHandle(TaskJob job, JobSpec.Service of) {
        var code = job.spec().code().isEmpty() ? null : job.spec().code().get(0);
        service = of.service();
        module = of.module();
        image = of.image();
        builtBy = of.builtBy();
        environment = job.spec().environment();
        repository = code == null ? "" : code.repository();
        branch = code == null ? "" : code.branch();
        commit = code == null ? "" : code.commit();
    }

    private ServiceHandle(ServiceHandle deployed, ServiceHandle built) {
        service = deployed.service;
        module = deployed.module;
        image = deployed.image;
        builtBy = deployed.builtBy;
        environment = deployed.environment;
        repository = built.repository;
        branch = built.branch;
        commit = built.commit;
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
        return service.equals(other.service) && module.equals(other.module);
    }

    private boolean isDeployed() {
        return !environment.isEmpty();
    }

    @Whitelisted
    public String getService() {
        return service;
    }

    /** The module of the service; empty where it has none. */
    @Whitelisted
    public String getModule() {
        return module;
    }

    /** Empty while it is not known. */
    @Whitelisted
    public String getImage() {
        return image;
    }

    /** The job whose image is deployed, while that is not known yet; else empty. */
    @Whitelisted
    public String getBuiltBy() {
        return builtBy;
    }

    /** Where it was deployed to; empty when it was not. */
    @Whitelisted
    public String getEnvironment() {
        return environment;
    }

    /** The first repository that it was built from; empty when this task did not build it. */
    @Whitelisted
    public String getRepository() {
        return repository;
    }

    @Whitelisted
    public String getBranch() {
        return branch;
    }

    /** Id of the commit. */
    @Whitelisted
    public String getCommit() {
        return commit;
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("service", service);
        values.put("module", module);
        values.put("image", image);
        values.put("builtBy", builtBy);
        values.put("environment", environment);
        values.put("repository", repository);
        values.put("branch", branch);
        values.put("commit", commit);
    }

    @Override
    public String toString() {
        return service
                + (module.isEmpty() ? "" : "/" + module)
                + (image.isEmpty() ? "" : " " + image)
                + (environment.isEmpty() ? "" : " in " + environment);
    }
}
