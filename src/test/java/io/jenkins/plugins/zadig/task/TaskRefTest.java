package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.WorkflowType;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TaskRefTest {
    @Test
    void pageIsBelowTheServer() {
        var task = new TaskRef("prod", "商店 1", "release/x", 7);

        assertThat(task.page(URI.create("https://zadig.example.com/sub")))
                .isEqualTo("https://zadig.example.com/sub/v1/projects/detail/%E5%95%86%E5%BA%97%201/pipelines/custom/"
                        + "release%2Fx/7");
        assertThat(task).hasToString("release/x #7");
    }

    @Test
    void pageOfAProductWorkflowsTaskIsElsewhere() {
        var task = new TaskRef("prod", WorkflowType.PRODUCT, "shop", "release", 7);

        assertThat(task.page(URI.create("https://zadig.example.com/")))
                .isEqualTo("https://zadig.example.com/v1/projects/detail/shop/pipelines/multi/release/7");
    }
}
