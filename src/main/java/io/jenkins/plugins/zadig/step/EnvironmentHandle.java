package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** An environment as a step returns it to a Pipeline: plain values as they were then. */
public final class EnvironmentHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String alias;
    private final boolean production;
    private final String status;
    private final String cluster;
    private final String namespace;
    private final ArrayList<RunningService> services = new ArrayList<>();

    EnvironmentHandle(String server, String project, Environment environment) {
        super(server, project, environment.updatedBy(), environment.updateTime());
        name = environment.name();
        alias = environment.alias();
        production = environment.production();
        status = environment.status();
        cluster = environment.cluster();
        namespace = environment.namespace();
        for (Environment.Service service : environment.services()) {
            if (service.modules().isEmpty()) {
                services.add(new RunningService(service, new Environment.Module("", "")));
            }
            service.modules().forEach(module -> services.add(new RunningService(service, module)));
        }
    }

    /** By which {@code zadigDeploy(environment:)} takes it. */
    @Whitelisted
    public String getName() {
        return name;
    }

    /** What Zadig displays in place of the name; empty when it has none. */
    @Whitelisted
    public String getAlias() {
        return alias;
    }

    @Whitelisted
    public boolean isProduction() {
        return production;
    }

    /** In lower case, such as {@code running}. */
    @Whitelisted
    public String getStatus() {
        return status;
    }

    /** Id of its cluster. */
    @Whitelisted
    public String getCluster() {
        return cluster;
    }

    @Whitelisted
    public String getNamespace() {
        return namespace;
    }

    /** One for each module of each service, and one for each service without modules. */
    @Whitelisted
    public List<RunningService> getServices() {
        return new ArrayList<>(services);
    }

    @Override
    void put(Map<String, Object> values) {
        putProject(values);
        values.put("name", name);
        values.put("alias", alias);
        values.put("production", production);
        values.put("status", status);
        values.put("cluster", cluster);
        values.put("namespace", namespace);
        putUpdate(values);
        values.put("services", services);
    }

    @Override
    public String toString() {
        return getProject() + "/" + name + " " + services;
    }

    /** A module of a service, and what it runs. */
    public static final class RunningService extends Handle {
        private static final long serialVersionUID = 1L;
        private final String service;
        private final String module;
        private final String image;
        private final String serviceType;
        private final String status;

        RunningService(Environment.Service of, Environment.Module running) {
            service = of.name();
            module = running.name();
            image = running.image();
            serviceType = of.type();
            status = of.status();
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

        /** Empty where it has no module. */
        @Whitelisted
        public String getImage() {
            return image;
        }

        /** Such as {@code k8s} or {@code helm}. */
        @Whitelisted
        public String getServiceType() {
            return serviceType;
        }

        /** Of the service, in lower case, such as {@code running}. */
        @Whitelisted
        public String getStatus() {
            return status;
        }

        @Override
        void put(Map<String, Object> values) {
            values.put("service", service);
            values.put("module", module);
            values.put("image", image);
            values.put("serviceType", serviceType);
            values.put("status", status);
        }

        @Override
        public String toString() {
            return service + (module.isEmpty() ? "" : "/" + module) + (image.isEmpty() ? "" : " " + image);
        }
    }
}
