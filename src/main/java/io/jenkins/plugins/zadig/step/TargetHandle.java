package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A service that a product workflow's task builds or deploys. */
public final class TargetHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String serviceType;
    private final ArrayList<CodeHandle> repositories = new ArrayList<>();

    TargetHandle(ProductTaskDetail.Target target) {
        name = target.name();
        serviceType = target.serviceType();
        target.code().forEach(repository -> repositories.add(new CodeHandle(repository)));
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** Such as {@code k8s} or {@code helm}. */
    @Whitelisted
    public String getServiceType() {
        return serviceType;
    }

    /** The repositories that it is built from. */
    @Whitelisted
    public List<CodeHandle> getRepos() {
        return new ArrayList<>(repositories);
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("name", name);
        values.put("serviceType", serviceType);
        values.put("repos", repositories);
    }

    @Override
    public String toString() {
        return name;
    }
}
