package io.jenkins.plugins.zadig.step;

import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A module of a service, or a service without modules, and its image. */
public abstract class ModuleHandle extends Handle {
    private static final long serialVersionUID = 1L;

    ModuleHandle(String service, String module, String image) {
        put("service", service);
        put("module", module);
        put("image", image);
    }

    @Whitelisted
    public String getService() {
        return text("service");
    }

    /** The module of the service; empty where it has none. */
    @Whitelisted
    public String getModule() {
        return text("module");
    }

    /** Empty while it is not known, and where there is no module. */
    @Whitelisted
    public String getImage() {
        return text("image");
    }

    @Override
    public String toString() {
        return getService()
                + (getModule().isEmpty() ? "" : "/" + getModule())
                + (getImage().isEmpty() ? "" : " " + getImage());
    }
}
