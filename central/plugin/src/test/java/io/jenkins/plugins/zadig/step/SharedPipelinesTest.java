package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.pipelines.SharedPipeline;
import io.jenkins.plugins.zadig.preview.Preview;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The preview shows of Jenkinsfiles of many kinds what a controller showed, or says before that it cannot. */
class SharedPipelinesTest {
    static List<SharedPipeline> pipelines() {
        return SharedPipeline.all();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void previewShowsWhatAControllerDoes(SharedPipeline pipeline) {
        try (var zadig = SharedPipeline.zadig()) {
            var preview = Preview.of(zadig.url(), zadig.token())
                    .credential(SharedPipeline.CREDENTIAL, SharedPipeline.SECRET)
                    .credential(SharedPipeline.LOGIN, SharedPipeline.USER + ":" + SharedPipeline.SECRET)
                    .credential(SharedPipeline.FILE, SharedPipeline.FILE_TEXT);
            if (pipeline.isAskedForAPassword()) {
                preview.parameter(SharedPipeline.PASSWORD, Secret.fromString(SharedPipeline.SECRET));
            }
            var run = preview.run(pipeline.script());

            if (pipeline.isBeyondThePreview()) {
                assertThat(Preview.unlike(pipeline.script())).containsAnyOf("build fails", "no sandbox");
                assertThat(run.result()).isIn(Result.FAILURE, Result.SUCCESS);
            } else {
                assertThat(pipeline.shown(run.result().toString(), run.stages(), run.log(), zadig))
                        .isEqualTo(pipeline.expected());
            }
        }
    }
}
