package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.VariableInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An order checked against the workflow it is for, ready to be sent.
 *
 * @param keyVariable variable that takes the launch key, or {@code null} when the workflow has none
 * @param gates approval jobs that the plan lists on its own, as they gate a job that the user listed
 * @param bypassed approvals that would gate a listed job and are left out, with the user's word
 * @param leftOut jobs that do not run
 * @param alsoRun jobs that may run though they are not listed (3.4.0), with the user's word
 * @param filled services that the plan lists on its own, as this run builds them, each as {@code job: service/module}
 * @param unchecked what could not be compared with the server, in its own words
 * @param optional listed jobs that a policy of the workflow may skip, so that the task need not have them
 * @param configured what the plan lists as the workflow has it stored, each as {@code job: values}
 * @param checkouts repositories that a listed job must check out, by job; jobs of which that is certain are left out
 * @param kept variables of the workflow that the run leaves as they are, with their values
 * @param workflowCreated when the workflow was created, in epoch seconds; 0 when that is not known
 */
public record LaunchPlan(
        RunRequest request,
        @CheckForNull String keyVariable, // lgtm[jenkins/plaintext-storage]
        List<String> gates,
        List<String> bypassed,
        List<String> leftOut,
        List<String> alsoRun,
        List<String> filled,
        List<String> unchecked,
        List<String> optional,
        List<String> configured,
        Map<String, List<String>> checkouts,
        Map<String, String> kept,
        long workflowCreated) {
    /** What would be sent, in a form for people: without secrets, and without the key, which each launch has anew. */
    public String preview() {
        return keyed("****").preview();
    }

    /** The request with the launch key in it. */
    RunRequest keyed(String key) {
        if (keyVariable == null) {
            return request;
        }
        var variables = new ArrayList<>(request.variables());
        variables.add(new VariableInput(keyVariable, "string", key, false, null));
        return request.with(variables);
    }

    /**
     * The same of a run as it is configured.
     *
     * @param listed how many jobs the user listed, which come first
     */
    public LaunchPlan configuredFrom(int listed) {
        var stored = request.jobs().stream()
                .skip(listed)
                .filter(job -> !gates.contains(job.job()))
                .map(job -> job.job() + ": " + PlainJson.write(job.parameters()))
                .toList();
        return new LaunchPlan(
                request,
                keyVariable,
                gates,
                bypassed,
                leftOut,
                alsoRun,
                filled,
                unchecked,
                optional,
                stored,
                checkouts,
                kept,
                workflowCreated);
    }

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return request.toString();
    }
}
