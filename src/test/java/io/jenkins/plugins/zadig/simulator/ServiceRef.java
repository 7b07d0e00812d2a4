package io.jenkins.plugins.zadig.simulator;

/** A module of a service, for example {@code cart/api}. */
public record ServiceRef(String service, String module) {
    @Override
    public String toString() {
        return service + "/" + module;
    }
}
