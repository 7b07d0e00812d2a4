package io.jenkins.plugins.zadig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.zadig.act.LaunchNotes;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.RecordJson;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.report.TestTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build keeps of a task is bounded, without secrets, and read back by whatever version of the plugin. */
class KeptTaskTest {
    private static final TaskPicture PICTURE = new TaskPicture(UnaryOperator.identity(), Set.of());
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    private Path directory;

    private static WorkflowTask task(List<Variable> variables, List<TaskStage> stages, String error) {
        return new WorkflowTask(
                1, "release", "Release", "shop", "RUNNING", "bob", "carl", 1, 2, 0, variables, stages, error, "");
    }

    private static TaskJob job(String name, String status, JobSpec spec) {
        return new TaskJob(name, "", "", "freestyle", status, 0, 0, "x".repeat(50_000), spec, null, null);
    }

    private static JobSpec images(int number) {
        return spec(Collections.nCopies(number, "y".repeat(5_000)), null);
    }

    private static JobSpec spec(List<String> images, Approval approval) {
        return new JobSpec(images, "", "", false, approval, List.of(), List.of(), List.of());
    }

    private static TaskStage stage(String name, List<TaskJob> jobs) {
        return new TaskStage(name, "running", 0, 0, null, jobs, "z".repeat(50_000));
    }

    @Test
    void hugeTaskLeavesASmallFile() throws Exception {
        var stages = new ArrayList<TaskStage>();
        for (int i = 0; i < 300; i++) {
            stages.add(stage("stage" + i, Collections.nCopies(100, job("job", "running", images(100)))));
        }
        var variables = Collections.nCopies(5_000, new Variable("V", "text", "v".repeat(100_000), false, List.of()));
        var seen = PICTURE.of(task(variables, stages, "e".repeat(1_000_000)), NOW);
        assertThat(seen.cut()).isEqualTo(30_000 - TaskPicture.MAX_JOBS);
        var file = new RecordFile<>(directory.resolve("zadig/1.json"), KeptTask.class);
        file.write(KeptTask.EMPTY.with(seen), false);
        assertThat(Files.size(file.path())).isLessThan(8L << 20);
        assertThat(file.read().seen()).isEqualTo(seen);
        assertThat(directory.resolve("zadig")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void statusIsWrittenAsTodayAndTheRevokerOnlyOfACancelledTask() {
        var seen = PICTURE.of(task(List.of(), List.of(), ""), NOW);
        assertThat(seen.status()).isEqualTo("running");
        assertThat(seen.revoker()).isEmpty();
        assertThat(seen.time()).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void valuesOfSecretsAreNotKept() {
        var picture = new TaskPicture(text -> text.replace("hunter2", "****"), Set.of("KNOWN"));
        var seen = picture.of(
                task(
                        List.of(
                                new Variable("DB_PASSWORD", "string", "plain", false, List.of()),
                                new Variable("apiKey", "string", "plain", false, List.of()),
                                new Variable("DECLARED", "string", "plain", true, List.of()),
                                new Variable("KNOWN", "string", "plain", false, List.of()),
                                new Variable("MASKED", "string", "a hunter2", false, List.of()),
                                new Variable("VERSION", "string", "1.4", false, List.of())),
                        List.of(),
                        "login with hunter2 failed"),
                NOW);
        assertThat(seen.parameters())
                .filteredOn(SeenTask.Parameter::secret)
                .hasSize(5)
                .allSatisfy(parameter -> assertThat(parameter.value()).isEmpty());
        assertThat(seen.parameters()).last().isEqualTo(new SeenTask.Parameter("VERSION", "1.4", false));
        assertThat(seen.error()).isEqualTo("login with **** failed");
        assertThat(new String(RecordJson.write(KeptTask.EMPTY.with(seen)))).doesNotContain("plain", "hunter2");
    }

    @Test
    void controlCharactersDoNotGetIn() {
        var voting = new Approval.Voting(
                List.of(new Approval.Vote("1", "e\u001b[31mve\u202e", "approve", "a\u0000b\nc\u202ed", 5)), 1);
        var spec = spec(List.of(), new Approval(false, "", "native", "", voting, List.of()));
        var gate = new TaskJob("gate", "", "", "approval", "passed", 0, 0, "", spec, null, null);
        var seen = PICTURE.of(task(List.of(), List.of(stage("st\u202eage", List.of(gate))), ""), NOW);
        assertThat(seen.stages().get(0).name()).isEqualTo("st age");
        var vote = seen.approvals().get(0).votes().get(0);
        assertThat(vote.user()).isEqualTo("e [31mve");
        assertThat(vote.comment()).isEqualTo("a b\nc d");
    }

    /** A restart of Zadig cancels a task and leaves its stages and jobs as they were (zadig-servers 11.19). */
    @Test
    void nothingOfATaskThatHasEndedRunsOn() {
        var jobs = Stream.of("running", "wait_for_approval", "passed")
                .map(status -> job("job", status, images(0)))
                .toList();
        var stages = List.of(stage("s", jobs));
        var cancelled = new WorkflowTask(
                1, "release", "Release", "shop", "cancelled", "bob", "system", 1, 2, 0, List.of(), stages, "", "");
        var stage = PICTURE.of(cancelled, NOW).stages().get(0);
        assertThat(stage.status()).isEqualTo("cancelled");
        assertThat(stage.jobs()).extracting(SeenTask.Job::status).containsExactly("cancelled", "cancelled", "passed");
    }

    @Test
    void onlyWhatIsNewIsWritten() {
        var task = task(List.of(), List.of(), "");
        var first = KeptTask.EMPTY.with(PICTURE.of(task, NOW));
        assertThat(first.with(PICTURE.of(task, NOW.plusSeconds(60)))).isSameAs(first);
    }

    @Test
    void actionsAreKeptInTheirLastState() {
        var action = new TaskAction(TaskAction.APPROVE, "gate", "eve", "Eve", 5, "ok", TaskAction.SENT, "");
        var kept = KeptTask.EMPTY.with(action).with(action.ended(TaskAction.FAILED, "no"));
        assertThat(kept.actions()).containsExactly(action.ended(TaskAction.FAILED, "no"));
        for (int i = 0; i < 300; i++) {
            kept = kept.with(new TaskAction(TaskAction.CANCEL, "", "eve", "Eve", 100 + i, "", TaskAction.DONE, ""));
        }
        assertThat(kept.actions())
                .hasSize(100)
                .last()
                .extracting(TaskAction::time)
                .isEqualTo(399L);
    }

    @Test
    void filesOfOtherVersionsAreRead() throws Exception {
        var file = new RecordFile<>(directory.resolve("1.json"), KeptTask.class);
        Files.writeString(
                file.path(),
                "{\"seen\":{\"status\":\"passed\",\"new\":[1],\"stages\":[null,{\"name\":\"s\"}]},\"x\":{}}");
        var kept = file.read();
        assertThat(kept.seen().status()).isEqualTo("passed");
        assertThat(kept.seen().stages())
                .singleElement()
                .extracting(SeenTask.Stage::jobs)
                .isEqualTo(List.of());
        assertThat(kept.notes()).isEqualTo(LaunchNotes.NONE);
        assertThat(kept.with(new TestTotals(3, 2, 1)).tests()).isEqualTo(new KeptTask.Tests(3, 2, 1));
    }

    /** The next build of the name would take the files of a deleted one for its own. */
    @Test
    void nothingIsWrittenForABuildThatWasDeleted() {
        var build = directory.resolve("builds/7");
        assertThatThrownBy(() ->
                        new RecordFile<>(build.resolve("zadig/1.json"), KeptTask.class).write(KeptTask.EMPTY, true))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(build).doesNotExist();
    }

    @Test
    void brokenFilesAreNoFailure() throws IOException {
        var file = new RecordFile<>(directory.resolve("1.json"), KeptTask.class);
        assertThat(file.read()).isNull();
        for (var text : List.of("", "null", "[]", "{\"seen\":", "{\"seen\":{\"createTime\":\"x\"}}", "\u0000")) {
            Files.writeString(file.path(), text);
            assertThat(file.read()).isNull();
        }
    }
}
