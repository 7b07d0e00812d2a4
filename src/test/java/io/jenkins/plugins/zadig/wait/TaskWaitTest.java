package io.jenkins.plugins.zadig.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What thread dumps and the graph say of a wait. */
class TaskWaitTest {
    private static final TaskRef TASK = new TaskRef("", "shop", "release", 42);

    private static WorkflowTask task(String status, TaskStage... stages) {
        return new WorkflowTask(
                42, "release", "Release", "shop", status, "bob", "", 1, 2, 0, List.of(), List.of(stages), "", "");
    }

    private static TaskStage stage(String name, String status, TaskJob... jobs) {
        return new TaskStage(name, status, 0, 0, null, List.of(jobs), "");
    }

    private static TaskJob job(String name, String status) {
        return new TaskJob(name, "", "", "freestyle", status, 0, 0, "", null, null, null);
    }

    private static TaskStage gate(String name, String... people) {
        var votes = List.of(people).stream()
                .map(user -> new Approval.Vote(user, user, "", "", 0))
                .toList();
        var approval = new Approval(true, "native", "", new Approval.Voting(5, votes, 1, ""));
        return new TaskStage(name, "waitforapprove", 0, 0, approval, List.of(), "");
    }

    @Test
    void namesThePersonWhoIsWaitedFor() {
        var task = task(
                "waitforapprove", stage("build", "passed", job("compile", "passed")), gate("deploy", "alice", "carl"));

        assertThat(TaskWait.status(TASK, task))
                .isEqualTo("Zadig release #42 · deploy 2/2 · " + Messages.status_waitForApprovalBy("alice, carl"));
        assertThat(Messages.status_waitForApprovalBy("alice")).contains("alice");
    }

    @Test
    void namesTheGateOfNobodyKnown() {
        assertThat(TaskWait.status(TASK, task("waitforapprove", gate("deploy"))))
                .isEqualTo("Zadig release #42 · deploy 1/1 · " + Messages.status_waitForApproval() + ": deploy");
    }

    @Test
    void namesTheJobThatRuns() {
        var task = task(
                "running",
                stage("build", "passed", job("compile", "passed")),
                stage("deploy", "running", job("prod", "running")),
                stage("test", ""));

        assertThat(TaskWait.status(TASK, task)).isEqualTo("Zadig release #42 · deploy 2/3 · deploy / prod");
    }

    @Test
    void namesTheStatusOfWhatHasNoStages() {
        assertThat(TaskWait.status(TASK, task("running")))
                .isEqualTo("Zadig release #42 · " + Messages.status_running());
        assertThat(TaskWait.status(TASK, task("waiting", stage("build", ""))))
                .isEqualTo("Zadig release #42 · " + Messages.status_queued());
        assertThat(TaskWait.status(TASK, TaskStatus.PASSED))
                .isEqualTo("Zadig release #42 · " + Messages.status_passed());
    }
}
