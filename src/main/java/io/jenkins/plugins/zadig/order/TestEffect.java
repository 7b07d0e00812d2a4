package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Test and scan jobs run all their tests, whatever is listed: a list only says with what. A list of some tests would
 * look as if the others did not run. Servers read variables of scans from 4.2 on (zadig-servers 6.6 to 6.8).
 */
record TestEffect(String list, String name, String word, ServerLine variablesSince) implements JobEffect {
    static final TestEffect OF_TESTS = new TestEffect("testing_list", "testing_name", "tests", ServerLine.UP_TO_1_18);
    static final TestEffect OF_SCANS = new TestEffect("scanning_list", "scanning_name", "scans", ServerLine.FROM_4_2);

    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        var parameters = new LinkedHashMap<>(input.parameters());
        var parts = new PartInputs(job, Checkout.ofTest(planning.line()), planning);
        var services = new ServiceList(job, "service_list", planning);
        if (job.choices().onServices()) {
            services.refuse(parameters, list, word);
            var filled = services.filled(Inputs.maps(parameters.get("service_list")));
            if (!filled.isEmpty()) {
                parameters.put(
                        "service_list", parts.services(filled, job.choices().services()));
            }
            return parameters;
        }
        services.refuse(parameters, "service_list", "services");
        var tests = Inputs.maps(parameters.get(list));
        if (planning.line().isBefore(variablesSince)) {
            for (Map<String, Object> test : tests) {
                if (Inputs.has(test, "inputs")) {
                    planning.problem(
                            Kind.TOO_OLD,
                            job.name() + ": " + Inputs.text(test.get(name)) + ": variables",
                            "4.2",
                            List.of());
                }
            }
        }
        if (job.choices().tests().isEmpty()) {
            job.choices().offered().forEach(test -> planning.problem(Kind.NOT_CHOSEN, job.name(), test, List.of()));
        }
        if (tests.isEmpty()) {
            job.choices().tests().forEach((test, part) -> parts.completed(new HashMap<>(), test, part));
        } else {
            parameters.put(list, parts.tests(tests, name, job.choices().tests()));
        }
        return parameters;
    }
}
