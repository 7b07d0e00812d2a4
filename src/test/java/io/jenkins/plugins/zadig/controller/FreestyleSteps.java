package io.jenkins.plugins.zadig.controller;

import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.order.ListedTest;
import io.jenkins.plugins.zadig.order.TestJob;
import java.util.ArrayList;
import java.util.List;

/** Steps of freestyle jobs, as their form makes them. */
final class FreestyleSteps {
    private FreestyleSteps() {}

    static RunWorkflowBuilder run(String workflow, ListedJob... jobs) {
        var builder = new RunWorkflowBuilder("shop", workflow);
        builder.jobs = new ArrayList<>(List.of(jobs));
        return builder;
    }

    static TestJob smoke() {
        var smoke = new TestJob("smoke");
        smoke.tests = new ArrayList<>(List.of(new ListedTest("smoke")));
        return smoke;
    }
}
