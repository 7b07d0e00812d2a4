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
 * What <i>Load jobs from workflow</i> brings into a form: the jobs of the workflow, as a piece of the form, and a
 * sentence about them. Its view is {@code index.jelly}, which takes some milliseconds for each job and service. So the
 * user chooses among many jobs, and many services are left out.
 *
 * @param choices names of jobs, each of which can be loaded alone; empty when they are loaded
 * @param news what there is to say of them
 * @param failed whether there are none because of what {@code news} says
 */
public record LoadedJobs(List<ListedJob> jobs, List<String> choices, String news, boolean failed) {
    /** More jobs than these are loaded only as the user chooses them. */
    private static final int MOST_JOBS = 30;

    /** More services, tests and the like than these are left out. */
    private static final int MOST_PARTS = 100;

    /** Asks for a workflow with the form's server and credential. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads the workflow.
         *
         * @throws AbortException when the form does not say how, or the user may not ask
         * @throws ZadigException when Zadig cannot be asked, or refuses
         */
        FormServer.WorkflowChoices read(String project, String workflow)
                throws AbortException, ZadigException, InterruptedException;
    }

    /**
     * The piece of the form as an answer to a browser.
     *
     * @param job the only one to load; {@code null} or empty for all of them
     */
    public static HttpResponse answer(
            @CheckForNull String project, @CheckForNull String workflow, @CheckForNull String job, Source zadig)
            throws InterruptedException {
        return HttpResponses.forwardToView(of(project, workflow, job, zadig), "index");
    }

    static LoadedJobs of(
            @CheckForNull String project, @CheckForNull String workflow, @CheckForNull String job, Source zadig)
            throws InterruptedException {
        var wantedProject = Util.fixEmptyAndTrim(project);
        var wantedWorkflow = Util.fixEmptyAndTrim(workflow);
        if (wantedProject == null || wantedWorkflow == null) {
            return failed(Messages.LoadedJobs_which());
        }
        try {
            return of(new WorkflowJobs(zadig.read(wantedProject, wantedWorkflow), MOST_PARTS), wantedWorkflow, job);
        } catch (AbortException | ZadigException x) {
            return failed(Messages.LoadedJobs_failed(wantedWorkflow, PlainText.line(x.getMessage())));
        }
    }

    private static LoadedJobs of(WorkflowJobs ofWorkflow, String workflow, @CheckForNull String job) {
        var wanted = Util.fixEmptyAndTrim(job);
        var names = ofWorkflow.names();
        if (wanted == null && names.size() > MOST_JOBS) {
            return new LoadedJobs(List.of(), names, Messages.LoadedJobs_choose(names.size(), workflow), false);
        }
        var jobs = ofWorkflow.listed(name -> wanted == null || name.equals(wanted));
        if (jobs.isEmpty()) {
            return failed(Messages.LoadedJobs_none(workflow));
        }
        var shortened = ofWorkflow.shortened();
        var news = Messages.LoadedJobs_loaded(jobs.size(), workflow);
        return new LoadedJobs(
                jobs,
                List.of(),
                shortened.isEmpty() ? news : news + ". " + Messages.LoadedJobs_shortened(String.join(", ", shortened)),
                false);
    }

    private static LoadedJobs failed(String why) {
        return new LoadedJobs(List.of(), List.of(), why, true);
    }

    /** Short, as Stapler's trace is a header. */
    @Override
    public String toString() {
        return jobs.size() + " jobs";
    }

    /** What the list in the answer offers to add: nothing, as the list in the form does. */
    public List<Descriptor<ListedJob>> getNoMore() {
        return List.of();
    }
}
