package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.Environment;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** An environment as a step returns it to a Pipeline; its name is what {@code zadigDeploy(environment:)} takes. */
public final class EnvironmentHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    EnvironmentHandle(String server, String project, Environment environment) {
        super(server, project);
        put("name", environment.name());
        put("alias", environment.alias());
        put("production", environment.production());
        put("status", environment.status());
        put("cluster", environment.cluster());
        put("namespace", environment.namespace());
        putUpdate(environment.updatedBy(), environment.updateTime());
        var services = new ArrayList<RunningService>();
        for (Environment.Service service : environment.services()) {
            if (service.modules().isEmpty()) {
                services.add(new RunningService(service, new Environment.Module("", "")));
            }
            service.modules().forEach(module -> services.add(new RunningService(service, module)));
        }
        put("services", services);
    }

    /** What Zadig displays in place of the name; empty when it has none. */
    @Whitelisted
    public String getAlias() {
        return text("alias");
    }

    @Whitelisted
    public boolean isProduction() {
        return flag("production");
    }

    /** In lower case, such as {@code running}. */
    @Whitelisted
    public String getStatus() {
        return text("status");
    }

    /** Id of its cluster. */
    @Whitelisted
    public String getCluster() {
        return text("cluster");
    }

    @Whitelisted
    public String getNamespace() {
        return text("namespace");
    }

    /** One for each module of each service, and one for each service without modules. */
    @Whitelisted
    public List<RunningService> getServices() {
        return list("services");
    }

    @Override
    public String toString() {
        return super.toString() + " " + getServices();
    }

    /** A module of a service, and what it runs. */
    public static final class RunningService extends ModuleHandle {
        private static final long serialVersionUID = 1L;

        RunningService(Environment.Service service, Environment.Module module) {
            super(service.name(), module.name(), module.image());
            put("serviceType", service.type());
            put("status", service.status());
        }

        /** Such as {@code k8s} or {@code helm}. */
        @Whitelisted
        public String getServiceType() {
            return text("serviceType");
        }

        /** Of the service, in lower case, such as {@code running}. */
        @Whitelisted
        public String getStatus() {
            return text("status");
        }
    }
}
