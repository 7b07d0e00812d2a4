package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What goes wrong in a demonstration, by a name for the command line. */
enum Scenario {
    NONE("none") {
        @Override
        void arrange(World world, TaskRunner runner) {}
    },
    /** One case of each test fails; the workflow lets that pass where it can (3.1+), else the task fails too. */
    TEST_FAILURE("test-failure") {
        @Override
        void arrange(World world, TaskRunner runner) {
            world.workflows().stream()
                    .flatMap(workflow -> workflow.stages().stream())
                    .flatMap(stage -> stage.jobs.stream())
                    .filter(job -> "zadig-test".equals(job.type()))
                    .forEach(job -> DemoCatalogue.letFail(job, world.line()));
        }
    },
    /** Alice rejects every approval as soon as it opens. */
    REJECT("reject") {
        @Override
        void arrange(World world, TaskRunner runner) {
            runner.listen(alice(world, runner, false, "Not on a Friday, please."));
        }
    },
    /** Alice approves every approval as soon as it opens. */
    APPROVE("approve") {
        @Override
        void arrange(World world, TaskRunner runner) {
            runner.listen(alice(world, runner, true, "Looks good."));
        }
    };

    private final String text;

    Scenario(String text) {
        this.text = text;
    }

    abstract void arrange(World world, TaskRunner runner);

    private static TaskListener alice(World world, TaskRunner runner, boolean approves, String comment) {
        return new TaskListener() {
            @Override
            public void approvalOpened(SimulatedTask task) {
                world.timeline()
                        .after(
                                Duration.ZERO,
                                () -> task.openApproval()
                                        .filter(approval -> approval.mayVote("alice"))
                                        .ifPresent(
                                                approval -> runner.vote(task, approval, "alice", approves, comment)));
            }
        };
    }

    static Scenario of(String text) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No fault " + text + "; known: "
                        + Arrays.stream(values()).map(scenario -> scenario.text).collect(Collectors.joining(", "))));
    }
}
