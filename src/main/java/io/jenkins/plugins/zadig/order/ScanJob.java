package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that scans code, of a product or of services. */
public final class ScanJob extends ServicesJob {
    private List<ListedTest> scans;

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

    @Override
    String zadigType() {
        return "zadig-scanning";
    }

    @Override
    Parameters parameters() {
        return withServices(
                new Parameters().list("scans", "scanning_list", scans, scan -> scan.toParameters("scanning_name")));
    }

    @Extension
    @Symbol("zadigScan")
    public static final class DescriptorImpl extends JobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ScanJob_displayName();
        }
    }
}
