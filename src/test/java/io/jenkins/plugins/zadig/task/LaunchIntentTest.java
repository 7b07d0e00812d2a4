package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.VariableInput;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a build saves of a run before it is sent gives nothing away. */
class LaunchIntentTest {
    /** Whoever reads the build's files has the key, too, and tries the few thousand values that a PIN can have. */
    @Test
    void secretValuesCannotBeGuessedFromWhatIsSaved() {
        var variables = List.of(
                new VariableInput("PIN", "string", "4711", true, null),
                new VariableInput("VERSION", "string", "1234", false, null));
        var job = new JobInput(
                "build",
                "freestyle",
                Map.of("kv", List.of(Map.of("key", "PIN", "value", "4712"), Map.of("key", "VERSION", "value", "1235"))),
                Set.of("4712"));
        var plan = new LaunchPlan(
                new RunRequest("shop", "release", variables, List.of(job), List.of()),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                0);
        var intent = LaunchIntent.of(plan, "key", 0, 0, null);
        var saved = Stream.concat(
                        intent.variables().values().stream(),
                        intent.asked().stream().flatMap(asked -> asked.values().values().stream()))
                .toList();
        assertThat(Stream.iterate(1000, pin -> pin + 1)
                        .limit(9000)
                        .map(String::valueOf)
                        .filter(pin -> saved.contains(intent.digest(pin))))
                .containsExactly("1234", "1235");
    }

    @Test
    void taskIsOfTheTimeOfTheRun() {
        var intent = new LaunchIntent("key", 0, 1_000, null).answeredAt(1_002);
        assertThat(intent.mayBe(task(940))).isTrue();
        assertThat(intent.mayBe(task(939))).isFalse();
        assertThat(intent.mayBe(task(1_062))).isTrue();
        assertThat(intent.mayBe(task(1_063))).isFalse();
    }

    /** Of builds that are the first ones of a workflow together, one sees the task that another one has just made. */
    @Test
    void onlyWhatWasMadeBesideTheRunIsDoubtful() {
        var intent = new LaunchIntent("key", 0, 1_000, null);
        assertThat(intent.isBeside(task(999))).isTrue();
        assertThat(intent.isBeside(task(1_000))).isFalse();
        assertThat(intent.isBeside(task(9_000))).isFalse();
        assertThat(intent.isBeside(task(0))).isFalse();
        assertThat(intent.answeredAt(1_002).isBeside(task(1_002))).isFalse();
        assertThat(intent.answeredAt(1_002).isBeside(task(1_003))).isTrue();
        assertThat(new LaunchIntent("key", 0, 0, null).isBeside(task(999))).isFalse();
    }

    @Test
    void taskIsOfTheWorkflowThatItWasMadeIn() {
        var intent = of(500);
        assertThat(intent.isOfWorkflow(task(1_003), 500)).contains(true);
        assertThat(intent.isOfWorkflow(task(499), 500))
                .as("of one that was deleted before")
                .contains(false);
        assertThat(intent.isOfWorkflow(task(1_003), 1_003))
                .as("of one that was made since")
                .contains(false);
        assertThat(intent.isOfWorkflow(task(1_002), 1_003)).as("of before that").contains(true);
        assertThat(intent.isOfWorkflow(task(1_003), 0)).isEmpty();
        assertThat(of(0).isOfWorkflow(task(1_003), 500)).isEmpty();
    }

    private static LaunchIntent of(long workflowCreated) {
        return new LaunchIntent("key", "", 0, 1_000, "", Map.of(), List.of(), List.of(), 1_002, null, workflowCreated);
    }

    private static WorkflowTask task(long created) {
        return new WorkflowTask(
                1, "release", "", "shop", "running", "", "", created, 0, 0, List.of(), List.of(), "", "");
    }
}
