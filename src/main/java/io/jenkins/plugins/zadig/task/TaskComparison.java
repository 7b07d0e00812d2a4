package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A task beside what was ordered. */
final class TaskComparison {
    private static final Set<String> SERVICES = Set.of("service_list", "services");
    private static final Map<String, String> TESTS =
            Map.of("testing_list", "testing_name", "scanning_list", "scanning_name");

    private final LaunchPlan plan;
    private final Map<String, List<TaskJob>> made;

    TaskComparison(LaunchPlan plan, WorkflowTask task) {
        this.plan = plan;
        made = task.jobs().stream().collect(Collectors.groupingBy(TaskJob::configuredName));
    }

    List<String> differences() {
        var differences = new ArrayList<String>();
        for (JobInput job : plan.request().jobs()) {
            var jobs = made.getOrDefault(job.job(), List.of());
            if (jobs.isEmpty()) {
                if (!plan.optional().contains(job.job())) {
                    differences.add(job.job());
                }
            } else {
                lacking(job, jobs).forEach(part -> differences.add(job.job() + ": " + part));
            }
        }
        return differences;
    }

    private Set<String> lacking(JobInput job, List<TaskJob> jobs) {
        var lacking = new TreeSet<>(named(job));
        jobs.forEach(made -> lacking.removeAll(parts(made)));
        // What a server does not tell of any job of the task cannot be missed in it.
        if (jobs.stream().allMatch(made -> parts(made).isEmpty())) {
            lacking.clear();
        }
        var checkouts = new TreeSet<>(plan.checkouts().getOrDefault(job.job(), List.of()));
        jobs.forEach(made -> checkouts.removeAll(made.spec().repositories()));
        lacking.addAll(checkouts);
        if (job.type().equals("zadig-deploy")) {
            jobs.forEach(made -> surplus(made, named(job)).forEach(part -> lacking.add("+" + part)));
        }
        return lacking;
    }

    /** What the task would deploy though nobody listed it, as servers up to 2.2 do (zadig-servers 7.1, 7.3). */
    private static Set<String> surplus(TaskJob made, Set<String> named) {
        var surplus = new TreeSet<>(made.spec().modules());
        surplus.removeIf(
                part -> named.isEmpty() || named.contains(part) || named.contains(part.replaceFirst("/.*", "")));
        return surplus;
    }

    /** What a listed job names: {@code service/module}, or tests and scans. */
    private static Set<String> named(JobInput job) {
        var named = new TreeSet<String>();
        job.parameters().forEach((list, items) -> {
            if (items instanceof List<?> entries) {
                for (Object entry : entries) {
                    if (entry instanceof Map<?, ?> item && SERVICES.contains(list)) {
                        named.add(name(text(item.get("service_name")), text(item.get("service_module"))));
                    } else if (entry instanceof Map<?, ?> item && TESTS.containsKey(list)) {
                        named.add(text(item.get(TESTS.get(list))));
                    }
                }
            }
        });
        named.remove("");
        return named;
    }

    /** What a job of the task is for, in the same words, with and without modules. */
    private static Set<String> parts(TaskJob made) {
        var parts = new TreeSet<String>();
        var info = made.info();
        parts.add(info.service());
        parts.add(name(info.service(), info.module()));
        parts.add(info.test());
        parts.add(info.scan());
        parts.addAll(made.spec().modules());
        parts.remove("");
        return parts;
    }

    private static String name(String service, String module) {
        return module.isEmpty() ? service : service + "/" + module;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
