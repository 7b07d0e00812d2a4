package io.jenkins.plugins.zadig.report;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.junit.storage.FileJunitTestResultStorage;
import io.jenkins.plugins.junit.storage.JunitTestResultStorage;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The one test result that a build has, whoever adds to it. The junit plugin keeps others out of it by locking the build,
 * and so does this.
 */
final class BuildTests {
    private final Run<?, ?> run;
    private final TaskListener listener;

    BuildTests(Run<?, ?> run, TaskListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** A suite for a job's report. */
    PublishedSuite plan(TaskRef task, String job, String name, String node) {
        synchronized (run) {
            return PublishedSuites.of(run).plan(task, job, name, node);
        }
    }

    /** Adds suites, in place of those of the same jobs, unless the build is over. */
    void record(List<JobSuite> suites) throws IOException {
        synchronized (run) {
            if (!run.isBuilding()) {
                return;
            }
            var replaced = new ArrayList<PublishedSuite>();
            suites.forEach(suite -> replaced.addAll(PublishedSuites.of(run).put(suite.place)));
            // What merging writes is told for the build's own then, also after a crash in between.
            run.save();
            var fresh = suites.stream()
                    .filter(suite -> suite.totals().total() > 0)
                    .map(suite -> suite.suite)
                    .toList();
            var storage = JunitTestResultStorage.find();
            if (storage instanceof FileJunitTestResultStorage) {
                merge(fresh, replaced);
            } else {
                send(fresh, storage);
            }
            run.save();
        }
    }

    private void merge(List<SuiteResult> fresh, List<PublishedSuite> replaced) {
        var known = run.getAction(TestResultAction.class);
        if (known == null && fresh.isEmpty()) {
            return;
        }
        var action = known == null ? new TestResultAction(run, new TestResult(), listener) : known;
        // A reader must not see the moment between taking out and putting in.
        synchronized (action) {
            var added = new TestResult();
            var before = action.getResult().getSuites();
            if (before.stream().anyMatch(suite -> isOneOf(replaced, suite))) {
                // Only what is added counts towards the duration, so that the others are added once more.
                before.stream().filter(suite -> !isOneOf(replaced, suite)).forEach(added.getSuites()::add);
                action.setResult(new TestResult(), listener);
            }
            added.getSuites().addAll(fresh);
            // Finds out since when tests fail, which merging does not.
            added.freeze(action);
            action.mergeResult(added, listener);
        }
        if (known == null) {
            run.addAction(action);
        }
    }

    private static boolean isOneOf(List<PublishedSuite> places, SuiteResult suite) {
        return places.stream().anyMatch(place -> place.is(suite));
    }

    /** A storage outside of Jenkins, such as a database, can only be added to. */
    private void send(List<SuiteResult> fresh, JunitTestResultStorage storage) throws IOException {
        if (fresh.isEmpty()) {
            return;
        }
        var added = new TestResult();
        added.getSuites().addAll(fresh);
        added.tally();
        storage.createRemotePublisher(run).publish(added, listener);
        if (run.getAction(TestResultAction.class) == null) {
            run.addAction(new TestResultAction(run, added, listener));
        }
    }
}
