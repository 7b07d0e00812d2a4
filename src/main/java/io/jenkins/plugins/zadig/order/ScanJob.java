package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.JobInput;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that scans code, of a product or of services. */
public final class ScanJob extends ServicesJob {
    @DataBoundSetter
    public List<ListedTest> scans = new ArrayList<>();

    @DataBoundConstructor
    public ScanJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    JobInput input(String name) {
        return withServices(new Parameters()
                        .list("scans", "scanning_list", scans, scan -> scan.toParameters("scanning_name")))
                .toJob(name, "zadig-scanning");
    }

    @Extension
    @Symbol("zadigScan")
    public static final class DescriptorImpl extends JobDescriptor {}
}
