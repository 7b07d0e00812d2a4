package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.zadig.act.LostTask;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import java.io.IOException;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What every build step that talks to Zadig has: which server, and as whom.
 *
 * <p>No {@code SimpleBuildStep}, as Pipelines would offer it beside the steps that hold no executor.
 */
public abstract class ZadigBuilder extends Builder {
    /** Name of the server; empty for the only one configured. */
    @DataBoundSetter
    public String server = "";

    /** Credential to use instead of the server's; empty for that one. */
    @DataBoundSetter
    public String credentialsId = "";

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        LostTask.tellEarlier(build, listener);
        var secrets = BuildSecrets.of(build).met(build);
        var console = secrets.console(listener);
        try {
            return perform(
                    new BuildWork(build, console, BuildText.of(build, listener), server, credentialsId, operation()));
        } catch (AbortException x) {
            throw (AbortException) BuildSecrets.clean(x, secrets);
        }
    }

    /** What a server's access rules must allow for the step. */
    Operation operation() {
        return Operation.RUN;
    }

    /**
     * Does what the step is for, and returns when it is done.
     *
     * @return whether the build goes on
     */
    abstract boolean perform(BuildWork work) throws InterruptedException, IOException;
}
