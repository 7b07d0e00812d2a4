package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.act.Actor;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** A step that may begin anew after a restart of Jenkins, as it changes nothing or finds out what it has changed. */
interface RepeatableStep extends Serializable {
    /**
     * Does what the step is for. Not on the thread that runs Pipelines.
     *
     * @param node of the step; {@code null} where there is no graph
     * @return what the step returns; fails with a line for users, or as the calls of a client do
     */
    CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) throws Exception;

    /**
     * The name of the server, as it is called now.
     *
     * @param named as the step names it; {@code null} for the only one configured, or the folder's
     */
    @CheckForNull
    default String server(@CheckForNull String named, Run<?, ?> run) throws AbortException {
        return named;
    }
}
