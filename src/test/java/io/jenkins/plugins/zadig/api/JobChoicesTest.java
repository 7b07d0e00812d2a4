package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job can be started with has other names by type and server line, and stands among much else. */
class JobChoicesTest {
    private static JobChoices choices(String json) throws JsonProcessingException {
        var job = Json.MAPPER.readValue("{\"spec\":" + json + ",\"name\":\"after\"}", WorkflowDetail.Job.class);
        // What follows a spec is read, too.
        assertThat(job.name()).isEqualTo("after");
        return job.choices();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[{\"env\":\"dev\"}]",
                "\"env\"",
                "{\"env\":{\"env\":\"dev\"},\"test_modules\":{\"name\":\"a\"},\"targets\":\"b\",\"service_and_builds\":null}"
            })
    void specOfAnotherShapeTellsNothing(String json) throws Exception {
        assertThat(choices(json)).isEqualTo(JobChoices.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service_and_builds", "service_and_builds_options", "default_service_and_builds"})
    void servicesHaveModules(String list) throws Exception {
        var choices = choices("{\"" + list + "\":[{\"service_name\":\"cart\",\"service_module\":\"api\",\"repos\":"
                + "[{\"name\":\"inner\"}]},{\"service_name\":\"mail\",\"name\":\"other\"},{\"service_module\":\"api\"},\"cart\","
                + "[{\"name\":\"inner\"}],{\"service_name\":[\"cart\"]}],\"env\":\"dev\"}");

        assertThat(choices.services()).containsOnlyKeys("cart/api", "mail");
        assertThat(choices.deployment().environment()).isEqualTo("dev");
        assertThat(choices.tests()).isEmpty();
        assertThat(choices.targets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test_modules", "scannings"})
    void testsHaveNames(String list) throws Exception {
        var choices = choices("{\"" + list + "\":[{\"name\":\"smoke\",\"key_vals\":[1]},{\"name\":\"\"}]}");

        assertThat(choices.tests()).containsOnlyKeys("smoke");
        assertThat(choices.services()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "test_modules, test_module_options",
        "scannings, scanning_options",
        "service_and_tests, service_test_options",
        "service_and_scannings, service_scanning_options"
    })
    void whatIsOfferedIsNotChosen(String chosen, String options) throws Exception {
        var choices = choices("{\"" + chosen + "\":[{\"name\":\"smoke\"}],\"" + options
                + "\":[{\"name\":\"smoke\"},{\"name\":\"load\"}]}");

        assertThat(choices.offered()).containsExactly("load");
    }

    @Test
    void buildsAreTheOptionsWhereThereAreAny() throws Exception {
        assertThat(choices("{\"service_and_builds\":[{\"service_name\":\"cart\"}],"
                                + "\"service_and_builds_options\":[{\"service_name\":\"pay\"}]}")
                        .services())
                .containsOnlyKeys("pay");
    }

    @Test
    void targetsAreServicesOrWorkloads() throws Exception {
        assertThat(choices("{\"service_and_images\":[{\"service_name\":\"cart\",\"service_module\":\"api\"}],"
                                + "\"targets\":[{\"target\":\"Deployment/cart/api\"}]}")
                        .targets())
                .containsExactly("Deployment/cart/api", "cart/api");
    }
}
