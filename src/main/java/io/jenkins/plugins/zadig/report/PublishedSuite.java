package io.jenkins.plugins.zadig.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.tasks.junit.SuiteResult;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.Objects;

/** A suite of a build's test result, and the job of the task that it is from. Kept with the build, so plain values. */
final class PublishedSuite {
    private final String server;
    private final String workflow;
    private final long task;
    private final String job;
    private final String name;
    private final String node;

    PublishedSuite(TaskRef task, String job, String name, @CheckForNull String node) {
        server = task.server();
        workflow = task.workflow();
        this.task = task.id();
        this.job = job;
        this.name = name;
        this.node = node;
    }

    String name() {
        return name;
    }

    boolean sameJob(PublishedSuite other) {
        return task == other.task
                && job.equals(other.job)
                && workflow.equals(other.workflow)
                && server.equals(other.server);
    }

    /** Whether both would be taken for one suite. */
    boolean samePlace(PublishedSuite other) {
        return name.equals(other.name) && Objects.equals(node, other.node);
    }

    boolean is(SuiteResult suite) {
        return name.equals(suite.getName()) && Objects.equals(node, suite.getNodeId());
    }
}
