package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that scans code, of a product or of services. */
public final class ScanJob extends ListedJob {
    private List<ListedTest> scans;
    private List<BuiltService> services;

    @DataBoundConstructor
    public ScanJob(@CheckForNull String job) {
        super(job);
    }

    @CheckForNull
    public List<ListedTest> getScans() {
        return Unset.view(scans);
    }

    @DataBoundSetter
    public void setScans(@CheckForNull List<ListedTest> scans) {
        this.scans = Unset.ifEmpty(given("scans", scans));
    }

    @CheckForNull
    public List<BuiltService> getServices() {
        return Unset.view(services);
    }

    @DataBoundSetter
    public void setServices(@CheckForNull List<BuiltService> services) {
        this.services = Unset.ifEmpty(given("services", services));
    }

    @Override
    String zadigType() {
        return "zadig-scanning";
    }

    @Override
    Parameters parameters() {
        return new Parameters()
                .list("scans", "scanning_list", scans, scan -> scan.toParameters("scanning_name"))
                .list("services", "service_list", services, BuiltService::toParameters);
    }

    /** The form of it. */
    @Extension
    @Symbol("zadigScan")
    public static final class DescriptorImpl extends JobDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ScanJob_displayName();
        }
    }
}
