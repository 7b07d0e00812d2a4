package io.jenkins.plugins.zadig.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers with a build which suites of its test result are from which job of which task, as a suite itself cannot tell:
 * so that publishing a job again replaces them. To be used with the build locked.
 */
final class PublishedSuites extends InvisibleAction {
    /** Never changed, only replaced: a build can be saved at any time. */
    private volatile List<PublishedSuite> suites = new ArrayList<>();

    static PublishedSuites of(Run<?, ?> run) {
        var known = run.getAction(PublishedSuites.class);
        if (known != null) {
            return known;
        }
        var none = new PublishedSuites();
        run.addAction(none);
        return none;
    }

    /**
     * A suite for a job. Its name is the same in each build, as the history of a test depends on it; only the second of
     * two tasks of one workflow in one place of a build gets a number.
     */
    PublishedSuite plan(TaskRef task, String job, String name, @CheckForNull String node) {
        var planned = new PublishedSuite(task, job, name, node);
        for (int i = 2; taken(planned); i++) {
            planned = new PublishedSuite(task, job, name + " (" + i + ")", node);
        }
        return planned;
    }

    private boolean taken(PublishedSuite planned) {
        return suites.stream().anyMatch(suite -> suite.samePlace(planned) && !suite.sameJob(planned));
    }

    /** Notes a suite, and tells which ones it replaces. */
    List<PublishedSuite> put(PublishedSuite fresh) {
        var replaced = suites.stream().filter(suite -> suite.sameJob(fresh)).toList();
        var others = new ArrayList<>(suites);
        others.removeAll(replaced);
        others.add(fresh);
        suites = others;
        return replaced;
    }
}
