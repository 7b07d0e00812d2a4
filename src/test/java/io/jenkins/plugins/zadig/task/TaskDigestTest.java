package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of a look tells the same as the look itself. */
class TaskDigestTest {
    private static final List<String> STATUSES = List.of(
            "",
            "waiting",
            "running",
            "passed",
            "failed",
            "wait_for_approval",
            "pause",
            "hibernating",
            "dormant",
            "notRun");

    private final Random random = new Random(23);
    private final TaskDigest.Names names = new TaskDigest.Names();

    private String status() {
        return STATUSES.get(random.nextInt(STATUSES.size()));
    }

    private Approval approval() {
        var votes = new ArrayList<Approval.Vote>();
        for (String user : List.of("alice", "bob")) {
            votes.add(new Approval.Vote(
                    user, user, List.of("", "approve", "reject").get(random.nextInt(3)), "", 0));
        }
        return new Approval(random.nextBoolean(), "", "native", "", new Approval.Voting(votes, 1), List.of());
    }

    private TaskJob job(String name) {
        return new TaskJob(name, name, name, "freestyle", status(), 0, 0, "", null, null, null);
    }

    private WorkflowTask task() {
        var stages = new ArrayList<TaskStage>();
        for (String stage : List.of("build", "deploy", "test").subList(0, 1 + random.nextInt(3))) {
            var jobs = new ArrayList<TaskJob>();
            for (int i = 0; i < random.nextInt(4); i++) {
                jobs.add(job("job" + i));
            }
            stages.add(new TaskStage(stage, status(), 0, 0, random.nextBoolean() ? approval() : null, jobs, ""));
        }
        return new WorkflowTask(1, "nightly", "Nightly", "shop", status(), "", "", 0, 0, 0, List.of(), stages, "", "");
    }

    /** What is new, told from the two looks by nothing but their plain comparison. */
    private static Set<String> plainly(WorkflowTask before, WorkflowTask now) {
        var news = new HashSet<String>();
        if (!before.status().equals(now.status())) {
            news.add("task");
        }
        for (TaskStage stage : now.stages()) {
            var old = before.stages().stream()
                    .filter(one -> one.name().equals(stage.name()))
                    .findFirst();
            for (TaskJob job : stage.jobs()) {
                var earlier = old.flatMap(one -> one.jobs().stream()
                                .filter(other -> other.name().equals(job.name()))
                                .findFirst())
                        .map(TaskJob::status)
                        .orElse("");
                if (!earlier.equals(job.status())) {
                    news.add(stage.name() + "/" + job.name());
                }
            }
        }
        return news;
    }

    @Test
    void changesAreTheSameAsThoseOfTheWholeLooks() {
        for (int i = 0; i < 2_000; i++) {
            var before = task();
            var now = task();
            var digest = TaskDigest.of(before, names);

            assertThat(digest.status()).isEqualTo(before.status());
            var told = new HashSet<String>();
            if (!digest.status().equals(now.status())) {
                told.add("task");
            }
            for (TaskStage stage : now.stages()) {
                for (TaskJob job : stage.jobs()) {
                    var earlier = digest.ofJob(stage.name(), job.name());
                    if (!job.status().equals(earlier == null ? "" : earlier)) {
                        told.add(stage.name() + "/" + job.name());
                    }
                }
            }
            assertThat(told).isEqualTo(plainly(before, now));
            gates(before, now, digest);
        }
    }

    private static void gates(WorkflowTask before, WorkflowTask now, TaskDigest digest) {
        var old = Gate.of(before);
        for (Gate gate : Gate.of(now)) {
            var same =
                    old.stream().filter(other -> other.key().equals(gate.key())).findFirst();
            assertThat(digest.wasOpen(gate)).isEqualTo(same.filter(Gate::isOpen).isPresent());
            for (String user : gate.approvers()) {
                assertThat(digest.hadVote(gate, user))
                        .isEqualTo(same.flatMap(one -> one.voteOf(user)).isPresent());
            }
        }
    }

    @Test
    void sameLookHasNoNews() {
        for (int i = 0; i < 500; i++) {
            var task = task();
            assertThat(Progress.between(TaskDigest.of(task, names), task)).isEmpty();
        }
    }
}
