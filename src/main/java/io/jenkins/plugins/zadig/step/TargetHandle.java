package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A service that a product workflow's task builds or deploys. */
public final class TargetHandle extends Handle {
    private static final long serialVersionUID = 1L;

    TargetHandle(ProductTaskDetail.Target target) {
        put("name", target.name());
        put("serviceType", target.serviceType());
        put("repos", target.code().stream().map(CodeHandle::new).toList());
    }

    @Whitelisted
    public String getName() {
        return text("name");
    }

    /** Such as {@code k8s} or {@code helm}. */
    @Whitelisted
    public String getServiceType() {
        return text("serviceType");
    }

    /** The repositories that it is built from. */
    @Whitelisted
    public List<CodeHandle> getRepos() {
        return list("repos");
    }

    @Override
    public String toString() {
        return getName();
    }
}
