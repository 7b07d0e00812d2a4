package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that works on services as their code is. */
public abstract class ServicesJob extends ListedJob {
    private List<BuiltService> services;

    ServicesJob(@CheckForNull String job) {
        super(job);
    }

    @CheckForNull
    public final List<BuiltService> getServices() {
        return Unset.view(services);
    }

    @DataBoundSetter
    public final void setServices(@CheckForNull List<BuiltService> services) {
        this.services = Unset.ifEmpty(given("services", services));
    }

    final Parameters withServices(Parameters parameters) {
        return parameters.list("services", "service_list", services, BuiltService::toParameters);
    }
}
