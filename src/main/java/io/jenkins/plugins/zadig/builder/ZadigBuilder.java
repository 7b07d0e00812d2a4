package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Launcher;
import hudson.Util;
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
    private String server;
    private String credentialsId;

    /** Name of the server; {@code null} for the only one configured. */
    @CheckForNull
    public final String getServer() {
        return server;
    }

    @DataBoundSetter
    public final void setServer(@CheckForNull String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    /** Credential to use instead of the server's; {@code null} for that one. */
    @CheckForNull
    public final String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

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
