package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A service that a product workflow's task builds or deploys. */
public final class TargetHandle implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String serviceType;
    private final ArrayList<CodeHandle> code = new ArrayList<>();

    TargetHandle(ProductTaskDetail.Target target) {
        name = target.name();
        serviceType = target.serviceType();
        target.code().forEach(repository -> code.add(new CodeHandle(repository)));
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
        return new ArrayList<>(code);
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("serviceType", serviceType);
        map.put("repos", code.stream().map(CodeHandle::toMap).collect(Collectors.toCollection(ArrayList::new)));
        return map;
    }
}
