package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.JobInput;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that runs tests, of a product or of services. */
public final class TestJob extends ServicesJob {
    @DataBoundSetter
    public List<ListedTest> tests = new ArrayList<>();

    @DataBoundConstructor
    public TestJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    JobInput input(String name) {
        return withServices(new Parameters()
                        .list("tests", "testing_list", tests, test -> test.toParameters("testing_name")))
                .toJob(name, "zadig-test");
    }

    @Extension
    @Symbol("zadigTest")
    public static final class DescriptorImpl extends JobDescriptor {}
}
