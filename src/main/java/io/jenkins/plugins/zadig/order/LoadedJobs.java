package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.FormServer;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/**
 * What <i>Load jobs from workflow</i> brings into a form: the jobs of the workflow, as a piece of the form, and a sentence
 * about them. Its view is {@code index.jelly}.
 *
 * @param news what there is to say of them
 */
public record LoadedJobs(List<ListedJob> jobs, String news, boolean failed) {
    /** Asks for a workflow with the form's server and credential. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads the workflow.
         *
         * @throws AbortException when the form does not say how, or the user may not ask
         */
        FormServer.WorkflowChoices read(String project, String workflow)
                throws AbortException, ZadigException, InterruptedException;
    }

    /** The piece of the form as an answer to a browser. */
    public static HttpResponse answer(@CheckForNull String project, @CheckForNull String workflow, Source zadig)
            throws InterruptedException {
        return HttpResponses.forwardToView(of(project, workflow, zadig), "index");
    }

    static LoadedJobs of(@CheckForNull String project, @CheckForNull String workflow, Source zadig)
            throws InterruptedException {
        var wantedProject = Util.fixEmptyAndTrim(project);
        var wantedWorkflow = Util.fixEmptyAndTrim(workflow);
        if (wantedProject == null || wantedWorkflow == null) {
            return new LoadedJobs(List.of(), Messages.LoadedJobs_which(), true);
        }
        try {
            var jobs = WorkflowJobs.of(zadig.read(wantedProject, wantedWorkflow));
            return jobs.isEmpty()
                    ? new LoadedJobs(jobs, Messages.LoadedJobs_none(wantedWorkflow), true)
                    : new LoadedJobs(jobs, Messages.LoadedJobs_loaded(jobs.size(), wantedWorkflow), false);
        } catch (AbortException | ZadigException x) {
            return new LoadedJobs(
                    List.of(), Messages.LoadedJobs_failed(wantedWorkflow, PlainText.line(x.getMessage())), true);
        }
    }

    /** What the list in the answer offers to add: nothing, as the list in the form does. */
    public List<Descriptor<ListedJob>> getNoMore() {
        return List.of();
    }
}
