package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskJobTest {
    @ParameterizedTest
    @CsvSource({
        "job-0-0-0-build, '', '', '', '', '', job-0-0-0-build, job-0-0-0-build",
        "job-0-0-0-build, '', build, '', '', '', build, build",
        "job-0-0-0-build, build, other, '', '', '', build, build",
        "job-0-0-0-build, build, '', cart, api, '', build, build (cart/api)",
        "job-0-0-0-build, build, '', cart, '', '', build, build (cart)",
        "job-0-0-0-smoke, smoke, '', '', '', checkout, smoke, smoke (checkout)",
        "job-0-0-0-smoke, smoke, '', cart, '', checkout, smoke, smoke (cart)",
        "job-0-0-0-cart, cart, '', cart, '', '', cart, cart",
        "cart, '', '', '', '', cart, cart, cart",
    })
    void isCalledByItsConfiguredNameAndWhatItIsFor(
            String name,
            String originName,
            String configured,
            String service,
            String module,
            String test,
            String configuredName,
            String label) {
        var job = new TaskJob(
                name,
                originName,
                "",
                "",
                "",
                0,
                0,
                "",
                null,
                new TaskJob.JobInfo(configured, service, module, test, ""),
                null);

        assertThat(job.configuredName()).isEqualTo(configuredName);
        assertThat(job.label()).isEqualTo(label);
    }
}
