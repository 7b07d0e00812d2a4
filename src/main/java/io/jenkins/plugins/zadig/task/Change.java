package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.List;

/** Something that is new between two polls of a task; worth one line to whoever waits. */
public sealed interface Change {
    record OfTask(TaskStatus status) implements Change {}

    record StageBegan(String stage) implements Change {}

    /**
     * A job has begun or ended.
     *
     * @param job with the services that it is for
     * @param environment where it deploys to; empty for other jobs
     * @param code what it checks out, each as repository, branch and pull requests
     * @param took {@code null} while it runs or when the server does not tell
     * @param images what it built or deployed
     */
    record OfJob(
            String stage,
            String job,
            String environment,
            List<String> code,
            TaskStatus status,
            @CheckForNull Duration took,
            List<String> images,
            String error)
            implements Change {}

    /** A gate is open: people may vote. */
    record GateOpened(Gate gate) implements Change {}

    /** A gate that takes no approval at all, so that nobody is asked. */
    record GateOpensItself(Gate gate) implements Change {}

    record Voted(String gate, String user, boolean approved, String comment) implements Change {}

    /**
     * The task waits for a person to do something other than to vote.
     *
     * @param job empty when a whole stage waits
     * @param people who may, as far as the server tells
     */
    record NeedsPerson(String stage, String job, TaskStatus status, List<String> people) implements Change {}

    /** A status that this version of the plugin does not know; the wait goes on. */
    record UnknownStatus(String where, String status) implements Change {}
}
