package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;

/** Orders for the simulator's workflows. */
final class Orders {
    static final String KEY = "JENKINS_LAUNCH_KEY";

    static final JobInput BUILD = new JobInput(
            "build",
            "zadig-build",
            Map.of(
                    "registry",
                    "registry.example.com/shop",
                    "service_list",
                    List.of(Map.of("service_name", "cart", "service_module", "api"))));

    static final JobInput DEPLOY = new JobInput("deploy", "zadig-deploy", Map.of("env_name", "prod"));

    static final JobInput SMOKE =
            new JobInput("smoke", "zadig-test", Map.of("testing_list", List.of(Map.of("testing_name", "smoke"))));

    private Orders() {}

    /** Listed jobs with neither variables nor leave to do anything else. */
    static LaunchOrder of(String workflow, JobInput... jobs) {
        return new LaunchOrder("shop", workflow, Map.of(), List.of(jobs), List.of(), false, false, KEY, false);
    }

    static LaunchOrder with(Map<String, Object> variables, String workflow, JobInput... jobs) {
        return new LaunchOrder("shop", workflow, variables, List.of(jobs), List.of(), false, false, KEY, false);
    }

    static LaunchOrder bypassingApproval(String workflow, JobInput... jobs) {
        return new LaunchOrder("shop", workflow, Map.of(), List.of(jobs), List.of(), true, false, KEY, false);
    }

    static LaunchOrder runningUnlisted(String workflow, JobInput... jobs) {
        return new LaunchOrder("shop", workflow, Map.of(), List.of(jobs), List.of(), false, true, KEY, false);
    }

    static LaunchOrder unkeyed(String workflow, JobInput... jobs) {
        return new LaunchOrder("shop", workflow, Map.of(), List.of(jobs), List.of(), false, false, "", false);
    }

    static TaskRef ref(ZadigSimulator zadig, String workflow, long id) {
        return new TaskRef(zadig.url().toString(), "shop", workflow, id);
    }
}
