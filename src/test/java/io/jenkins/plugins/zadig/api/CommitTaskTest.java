package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's address is the only place that names the project and the workflow of such a task. */
class CommitTaskTest {
    @ParameterizedTest
    @CsvSource({
        "https://zadig.example.com/v1/projects/detail/shop/pipelines/multi/old/49?display_name=x, shop, old",
        "/v1/projects/detail/%E5%BA%97%20a/pipelines/multi/b+c%2Fd/49, 店 a, b+c/d",
        "/v1/projects/detail/shop/pipelines/custom/old/49, '', ''",
        "/v1/projects/detail/shop/pipelines/multi/old, '', ''",
        "/v1/projects/detail/shop/pipelines/multi/100%/49, shop, ''",
        "'', '', ''",
    })
    void placeIsReadFromThePage(String page, String project, String workflow) {
        var task = new CommitTask(49, "passed", 0, 0, 0, page);

        assertThat(task.project()).isEqualTo(project);
        assertThat(task.workflow()).isEqualTo(workflow);
    }
}
