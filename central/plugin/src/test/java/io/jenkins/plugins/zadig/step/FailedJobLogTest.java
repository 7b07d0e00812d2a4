package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A script gets the end of each failed job's log, whether the console shows it or not. */
class FailedJobLogTest {
    private ZadigSimulator zadig;

    @AfterEach
    void stop() {
        zadig.close();
    }

    private String says(Line line, String more, String... log) {
        zadig = ZadigSimulator.start(line);
        zadig.define(WorkflowDefinition.of("shop", "failing")
                .stage("work")
                .job(JobDefinition.freestyle("fine").log("all is well"))
                .stage("then")
                .job(JobDefinition.freestyle("work").log(log).ends("failed")));
        var run = Preview.of(zadig.url(), zadig.token()).run("""
                def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'failing', propagate: false, %s,
                    runUnlisted: true, jobs: [zadigFreestyle(job: 'fine'), zadigFreestyle(job: 'work')])
                for (job in task.failedJobs) { echo "<${job.name}: ${job.log.replace('\\n', '; ')}>" }
                """.formatted(more));
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        return run.log();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "V3_4_1", "V4_3", "V5_0"})
    void isThereOnEachLine(Line line) {
        assertThat(says(line, "logLines: 4", "one", "two", "three")).contains("; two; three; ").doesNotContain("<fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "all", "none"})
    void isThereWhateverTheConsoleShows(String logs) {
        var said = says(Line.V5_0, "logs: '" + logs + "'", "one", "two");
        assertThat(said).containsPattern("<work: .*one; two");
        assertThat(said.contains("| two")).isEqualTo(!logs.equals("none"));
    }

    @Test
    void isAsLongAsTheConsoleShowsIt() {
        assertThat(says(Line.V5_0, "logLines: 3", "one", "two", "three")).contains("<work: two; three; ");
    }

    @Test
    void isOfTheTaskThatIsAwaitedToo() {
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.define(WorkflowDefinition.of("shop", "failing")
                .stage("work")
                .job(JobDefinition.freestyle("work").log("one", "two").ends("failed")));
        var run = Preview.of(zadig.url(), zadig.token()).run("""
                def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'failing', wait: false,
                    jobs: [zadigFreestyle(job: 'work')])
                task = zadigAwaitTask(task: task, propagate: false)
                echo "<${task.failedJobs[0].log.contains('two')} ${task.toMap().failedJobs[0].log.contains('one')}>"
                """);
        assertThat(run.log()).contains("<true true>");
    }
}
