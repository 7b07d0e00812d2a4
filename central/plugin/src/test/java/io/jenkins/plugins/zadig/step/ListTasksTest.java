package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code zadigListTasks} returns handles, a page or all, and does not take an empty list at its word. */
class ListTasksTest {
    private ZadigSimulator zadig;

    private void start(Line line) {
        zadig = ZadigSimulator.builder().line(line).start().hold("nightly", "build");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun list(String more, String then) {
        return Preview.of(zadig.url(), zadig.token())
                .run("def tasks = zadigListTasks(project: 'shop', workflow: 'nightly'" + more + ")\n" + then);
    }

    private void launch(int count) {
        for (int i = 0; i < count; i++) {
            zadig.launch("nightly", "alice");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void handlesOnEveryLine(Line line) {
        start(line);
        launch(3);
        zadig.task("nightly", 2).cancel("alice");
        var run = list(
                ", status: 'cancelled'",
                "def task = tasks[0]\n"
                        + "echo \"${tasks.size()} ${task.id} ${task.status} ${task.creator} ${task.created != null}\"\n"
                        + "echo \"${task.toMap().keySet()}\"\n"
                        + "echo zadigGetTask(task: task).status + ' ' + task.url");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log())
                .contains("1 2 cancelled alice true", "createTime, startTime, endTime")
                .contains("cancelled " + zadig.url() + "v1/projects/detail/shop/pipelines/custom/nightly/2");
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(1);
    }

    @Test
    void pages() {
        start(Line.V5_0);
        launch(5);
        var run = list(", page: 2, pageSize: 2", "echo \"ids ${tasks.collect { it.id }}\"");
        assertThat(run.log()).contains("ids [3, 2]");
        assertThat(list(", page: 9", "echo \"none: ${tasks}\"").log()).contains("none: []");
    }

    @Test
    void all() {
        start(Line.V5_0);
        launch(60);
        assertThat(list(", all: true", "echo \"${tasks.size()} of them\"").log())
                .contains("60 of them");
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(2);
        assertThat(list(", all: true, max: 7", "echo \"${tasks.size()} of them\"")
                        .log())
                .contains("Read the newest 7 tasks of nightly, which has more", "7 of them");
    }

    @Test
    void workflowWithoutTasks() {
        start(Line.V5_0);
        assertThat(list("", "echo \"none: ${tasks}\"").log()).contains("none: []");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            project: 'shop', workflow: 'nightlyy'                           | There is no workflow nightlyy in the project shop on the Zadig server “zadig”; the project has: release, nightly
            project: 'shp', workflow: 'nightly'                             | the project shp does not exist or has no workflows
            project: 'shop', workflow: 'nightly', page: 0                   | page: 0 is not possible; it is a whole number from 1 on
            project: 'shop', workflow: 'nightly', pageSize: 501             | pageSize: 501 is not possible; it is a whole number from 1 to 500
            project: 'shop', workflow: 'nightly', all: true, max: 0         | max: 0 is not possible
            project: 'shop', workflow: 'nightly', all: true, page: 2        | leave page out
            project: 'shop', workflow: 'nightly', status: 'failed, broken'  | “broken” is no status of a task; use one or several of: created, waiting
            project: '', workflow: 'nightly'                                | zadigListTasks needs project and workflow
            """)
    void wrong(String arguments, String message) {
        start(Line.V5_0);
        var run = Preview.of(zadig.url(), zadig.token()).run("zadigListTasks(" + arguments + ")");
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains(message).doesNotContain("\tat ");
    }
}
