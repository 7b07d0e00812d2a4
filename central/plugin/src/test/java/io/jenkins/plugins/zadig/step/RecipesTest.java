package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.pipelines.Recipe;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.AcceptedShapes;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Groovy in the guides and in both READMEs runs as it stands; a controller runs that of the English ones. */
class RecipesTest {
    /** Of {@code docs/steps.md} another test takes care. */
    static Stream<Recipe> recipes() {
        return Stream.of("README", "docs/recipes", "docs/from-zadig", "docs/getting-started")
                .flatMap(guide -> Stream.of(guide + ".md", guide + ".zh-CN.md"))
                .flatMap(guide -> Recipe.of(guide).stream());
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void exampleSucceeds(Recipe recipe) {
        run(recipe, Line.V5_0);
    }

    private static void run(Recipe recipe, Line line) {
        try (var zadig =
                ZadigSimulator.builder().line(line).fault(recipe.fault()).start()) {
            var preview = Preview.of(zadig.url(), zadig.token()).environment("TAG", "1.4.2");
            if (!recipe.before().isEmpty()) {
                var earlier = preview.run(recipe.before());
                assertThat(earlier.result()).as(earlier.log()).isEqualTo(Result.SUCCESS);
            }
            var build = preview.run(answer(recipe.answer()) + recipe.script());
            assertThat(recipe.results()).as(build.log()).contains(String.valueOf(build.result()));
            assertThat(build.log()).contains(recipe.prints());
            assertThat(AcceptedShapes.unknown(zadig)).isEmpty();
        }
    }

    /** Nobody is there in the preview who could type something. */
    private static String answer(String typed) {
        return typed.isEmpty() ? "" : "def input(what) { '" + typed + "' }\n";
    }
}
