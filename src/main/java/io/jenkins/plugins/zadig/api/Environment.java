package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * An environment of a project, as {@code /openapi/environments} tells it (zadig-servers 27.2, 27.5).
 *
 * @param name by which runs name it
 * @param alias that pages show in its place; empty for none
 * @param status in lower case, such as {@code running}; 1.18 to 2.3 write some with a capital letter
 * @param cluster id of the cluster that it is in
 * @param updateTime in epoch seconds; 0 when it is not known
 * @param services what runs in it; a list of environments does not tell it, only the environment itself does
 */
public record Environment(
        @JsonProperty("env_key") String name,
        @JsonProperty("envName") String alias,
        boolean production,
        String status,
        @JsonProperty("cluster_id") String cluster,
        String namespace,
        @JsonProperty("update_by") String updatedBy,
        @JsonProperty("update_time") long updateTime,
        List<Service> services) {
    public Environment {
        status = status.toLowerCase(Locale.ROOT);
    }

    /** Whether its workloads are scaled to none; a deployment into it fails (zadig-servers 7.24). */
    public boolean isAsleep() {
        return status.equals("sleeping");
    }

    /** The same with what runs in it. */
    public Environment with(List<Service> running) {
        return new Environment(name, alias, production, status, cluster, namespace, updatedBy, updateTime, running);
    }

    /**
     * A service that runs in an environment, or that a project has.
     *
     * @param type such as {@code k8s} or {@code helm}
     * @param status empty for one of a project
     * @param modules its containers; none for a service of another kind
     */
    public record Service(
            @JsonProperty("service_name") String name,
            String type,
            String status,
            @JsonProperty("containers") List<Module> modules) {
        public Service {
            status = status.toLowerCase(Locale.ROOT);
        }

        /** Whether Helm deploys it: its modules are the names of the images in its values (zadig-servers 7.26). */
        public boolean isOfHelm() {
            return type.equals("helm");
        }
    }

    /** A container of a service, and what it runs. */
    public record Module(String name, String image) {}
}
