package io.jenkins.plugins.zadig.report;

import hudson.console.ConsoleNote;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** A build in memory, with its console and its test result. */
final class MemoryBuild extends Run<MemoryBuild.Project, MemoryBuild> {
    private final transient ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final transient PrintStream printer = new PrintStream(console, true, StandardCharsets.UTF_8);
    private transient boolean over;
    private transient Runnable saving = () -> {};

    private MemoryBuild(Project project) throws IOException {
        super(project);
    }

    static MemoryBuild start() {
        try {
            return new MemoryBuild(new Project());
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    TaskListener listener() {
        return () -> printer;
    }

    List<String> console() {
        return console.toString(StandardCharsets.UTF_8)
                .lines()
                .map(ConsoleNote::removeNotes)
                .toList();
    }

    /** What the build has of tests; nothing, perhaps. */
    TestResult tests() {
        var action = getAction(TestResultAction.class);
        return action == null ? new TestResult() : action.getResult();
    }

    List<String> suites() {
        return tests().getSuites().stream().map(SuiteResult::getName).toList();
    }

    /** Does something whenever the build is written. */
    void onSave(Runnable watcher) {
        saving = watcher;
    }

    @Override
    public synchronized void save() throws IOException {
        saving.run();
    }

    void end() {
        over = true;
    }

    @Override
    public boolean isBuilding() {
        return !over;
    }

    /** A step in a stage. */
    static FlowNode step(String id, String stage) {
        var block = new Node("of-" + id);
        block.addAction(new LabelAction(stage));
        return new Node(id, block);
    }

    private static final class Node extends FlowNode {
        Node(String id, FlowNode... blocks) {
            super(null, id, blocks);
        }

        @Override
        protected String getTypeDisplayName() {
            return "step";
        }
    }

    /** The job of the build. */
    static final class Project extends Job<Project, MemoryBuild> {
        Project() {
            super(Jenkins.get(), "release");
        }

        @Override
        public boolean isBuildable() {
            return true;
        }

        @Override
        protected SortedMap<Integer, MemoryBuild> _getRuns() {
            return Collections.emptySortedMap();
        }

        @Override
        protected void removeRun(MemoryBuild run) {}
    }
}
