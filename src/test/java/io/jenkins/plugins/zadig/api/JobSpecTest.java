package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs differ by job type and server line: what is known of them is read, whatever stands beside it. */
class JobSpecTest {
    private static JobSpec spec(String json) throws JsonProcessingException {
        var job = Json.MAPPER.readValue("{\"spec\":" + json + ",\"name\":\"after\"}", TaskJob.class);
        // What follows a spec is read, too.
        assertThat(job.name()).isEqualTo("after");
        return job.spec();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[{\"env\":\"dev\"}]",
                "\"env\"",
                "7",
                "{\"service_and_images\":{\"image\":\"a\"},\"env\":[\"dev\"],\"native_approval\":[{}],\"image\":null}"
            })
    void specOfAnotherShapeTellsNothing(String json) throws Exception {
        assertThat(spec(json)).isEqualTo(JobSpec.NONE);
    }

    @Test
    void imagesAreToldOnce() throws Exception {
        var spec = spec("{\"image\":\"a:1\",\"service_and_images\":[{\"service_name\":{\"image\":\"inner\"},"
                + "\"image\":\"b:1\",\"service_module\":\"api\"},{\"image\":\"a:1\"},{\"image\":\"\"},"
                + "{\"image\":{\"name\":\"c:1\"}},\"d:1\",[{\"image\":\"e:1\"}],{\"image\":\"f:1\"}],\"env\":\"dev\"}");

        assertThat(spec.images()).containsExactly("a:1", "b:1", "f:1");
        assertThat(spec.environment()).isEqualTo("dev");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true|true", "false|false", "\"true\"|false", "1|false", "{\"test_name\":\"inner\"}|false"})
    void reportIsThereWhenTheServerSaysSo(String json, boolean report) throws Exception {
        var spec = spec("{\"junit_report\":" + json + ",\"test_name\":\"smoke\",\"more\":{\"env\":[1]}}");

        assertThat(spec.junitReport()).isEqualTo(report);
        assertThat(spec.test()).isEqualTo("smoke");
    }

    @Test
    void approvalIsOfAnyType() throws Exception {
        assertThat(spec("{\"type\":\"lark\",\"description\":\"who\",\"native_approval\":null}")
                        .approval())
                .isEqualTo(new Approval(false, "", "lark", "who", null, List.of()));
        assertThat(spec("{\"native_approval\":{\"needed_approvers\":2,\"timeout\":60},\"env\":\"dev\"}")
                        .approval()
                        .voting()
                        .needed())
                .isEqualTo(2);
    }
}
