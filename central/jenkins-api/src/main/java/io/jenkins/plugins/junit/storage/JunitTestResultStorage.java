package io.jenkins.plugins.junit.storage;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.TestResult;
import java.io.IOException;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.Beta;

@Restricted(Beta.class)
public abstract class JunitTestResultStorage extends AbstractDescribableImpl<JunitTestResultStorage>
        implements ExtensionPoint {
    private static final JunitTestResultStorage FILES = new FileJunitTestResultStorage();

    public abstract RemotePublisher createRemotePublisher(Run<?, ?> build) throws IOException;

    public interface RemotePublisher extends SerializableOnlyOverRemoting {
        void publish(TestResult result, TaskListener listener) throws IOException;
    }

    public static JunitTestResultStorage find() {
        return FILES;
    }
}
