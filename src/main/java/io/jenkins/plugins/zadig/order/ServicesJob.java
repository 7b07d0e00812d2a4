package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that works on the code of services. */
public abstract class ServicesJob extends ListedJob {
    /** Empty for none. */
    @DataBoundSetter
    public List<BuiltService> services = new ArrayList<>();

    ServicesJob(@CheckForNull String job) {
        super(job);
    }

    final Parameters withServices(Parameters parameters) {
        return parameters.list("services", "service_list", services, BuiltService::toParameters);
    }
}
