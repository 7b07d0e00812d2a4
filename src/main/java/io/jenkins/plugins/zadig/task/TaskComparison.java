package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A task beside what was asked for. */
final class TaskComparison {
    private final List<AskedJob> asked;
    private final Map<String, List<TaskJob>> made;

    TaskComparison(List<AskedJob> asked, WorkflowTask task) {
        this.asked = asked;
        made = task.jobs().stream().collect(Collectors.groupingBy(TaskJob::configuredName));
    }

    /** What is not in the task, or would be deployed by it though nobody asked for it; in a user's words. */
    List<String> differences() {
        var differences = new ArrayList<String>();
        for (AskedJob job : asked) {
            var jobs = made.getOrDefault(job.job(), List.of());
            if (jobs.isEmpty()) {
                if (!job.optional()) {
                    differences.add(job.job());
                }
            } else {
                lacking(job, jobs).forEach(part -> differences.add(job.job() + ": " + part));
            }
        }
        return differences;
    }

    private static Set<String> lacking(AskedJob job, List<TaskJob> jobs) {
        var lacking = new TreeSet<>(job.parts());
        jobs.forEach(made -> lacking.removeAll(parts(made)));
        // What a server does not tell of any job of the task cannot be missed in it.
        if (jobs.stream().allMatch(made -> parts(made).isEmpty())) {
            lacking.clear();
        }
        var checkouts = new TreeSet<>(job.checkouts());
        jobs.forEach(made -> checkouts.removeAll(made.spec().repositories()));
        lacking.addAll(checkouts);
        if (job.type().equals("zadig-deploy")) {
            jobs.forEach(made -> surplus(job, made.spec().modules()).forEach(part -> lacking.add("+" + part)));
        }
        return lacking;
    }

    /** What nobody named; as a job would deploy it, on servers up to 2.2 (zadig-servers 7.1, 7.3). */
    private static Set<String> surplus(AskedJob job, List<String> modules) {
        var surplus = new TreeSet<>(modules);
        surplus.removeIf(part -> job.parts().isEmpty()
                || job.parts().contains(part)
                || job.parts().contains(part.replaceFirst("/.*", "")));
        return surplus;
    }

    /**
     * Whether it is what was asked for to the last value, as far as the task tells: no other services, repositories,
     * branches, images, environment or variables. What a run asks for is in its task at once, on every line
     * (zadig-servers 6.1, 7.1, 9.2 and 10.8).
     *
     * @param digest of a value, as what was asked for has it
     */
    boolean isSame(UnaryOperator<String> digest) {
        return differences().isEmpty() && asked.stream().allMatch(job -> isSame(job, digest));
    }

    private boolean isSame(AskedJob job, UnaryOperator<String> digest) {
        BiPredicate<String, String> fits = (slot, value) -> {
            var wanted = job.values().get(slot);
            return wanted == null || wanted.equals(digest.apply(value));
        };
        return made.getOrDefault(job.job(), List.of()).stream()
                .allMatch(made -> surplus(job, services(made)).isEmpty() && hasValues(made, fits));
    }

    private static boolean hasValues(TaskJob made, BiPredicate<String, String> fits) {
        var spec = made.spec();
        var images = made.services().stream()
                .filter(service -> !service.image().isEmpty())
                .allMatch(service ->
                        fits.test(AskedJob.slot("image", name(service.service(), service.module())), service.image()));
        return images
                && (spec.environment().isEmpty() || fits.test(AskedJob.slot("environment"), spec.environment()))
                && withNone(parts(made)).stream().allMatch(part -> hasValues(made, part, fits));
    }

    private static boolean hasValues(TaskJob made, String part, BiPredicate<String, String> fits) {
        return made.spec().variables().stream()
                        .filter(TaskComparison::tells)
                        .allMatch(variable ->
                                fits.test(AskedJob.slot("variable", part, variable.name()), variable.value()))
                && made.spec().code().stream().allMatch(code -> {
                    var name = name(code.namespace(), code.repository());
                    return fits.test(AskedJob.slot("branch", part, name), code.branch())
                            && fits.test(AskedJob.slot("prs", part, name), AskedJob.numbers(code.prs()))
                            && (code.commit().isEmpty()
                                    || fits.test(AskedJob.slot("commit", part, name), AskedJob.commit(code.commit())));
                });
    }

    /** Whether a task shows the value of a variable as it was sent. */
    static boolean tells(Variable variable) {
        return !variable.credential() && AskedJob.isText(variable.type());
    }

    private static Set<String> withNone(Set<String> parts) {
        var all = new TreeSet<>(parts);
        all.add("");
        return all;
    }

    private static List<String> services(TaskJob made) {
        var own = made.spec().modules();
        var info = made.info();
        return !own.isEmpty() || info.service().isEmpty() ? own : List.of(name(info.service(), info.module()));
    }

    /** What a job of the task is for, in the words of a run, with and without modules. */
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

    private static String name(String start, String end) {
        return end.isEmpty() ? start : start + "/" + end;
    }
}
