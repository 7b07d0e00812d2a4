package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order outlasts a restart as plain values, and is never shown with them. */
class LaunchOrderTest {
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void ordersAreReadAsTheyWereWritten(boolean bypassApproval, boolean runUnlisted) {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("VERSION", "1.2");
        variables.put("CODE", Map.of("branch", "main"));
        var order = new LaunchOrder(
                "shop",
                "nightly",
                variables,
                List.of(Orders.BUILD, new JobInput("plain", "", Map.of())),
                List.of(),
                bypassApproval,
                runUnlisted,
                "KEY",
                false);

        assertThat(LaunchOrder.of(order.toMap())).isEqualTo(order);
        assertThat(order).hasToString("run nightly");
    }
}
