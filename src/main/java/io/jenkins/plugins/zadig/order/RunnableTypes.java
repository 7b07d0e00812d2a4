package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines run a type of job when a run lists it, as far as lines can be told apart (zadig-servers 5.16 to 5.18,
 * 5.22).
 */
final class RunnableTypes {
    private static final Map<String, Lines> RUN = run();

    private RunnableTypes() {}

    private record Lines(ServerLine since, ServerLine until) {
        boolean have(ServerLine line) {
            return !line.isBefore(since) && !until.isBefore(line);
        }
    }

    private static Map<String, Lines> run() {
        var run = new LinkedHashMap<String, Lines>();
        for (String type : List.of(
                "zadig-build",
                "zadig-deploy",
                "zadig-test",
                "zadig-scanning",
                "freestyle",
                "plugin",
                "custom-deploy",
                "k8s-gray-rollback",
                "k8s-resource-patch",
                JobInput.APPROVAL)) {
            run.put(type, since(ServerLine.UP_TO_1_18));
        }
        // From 2.0 on their input is of an older shape, and leaves nothing to deploy.
        for (String type : List.of("k8s-blue-green-deploy", "k8s-blue-green-release")) {
            run.put(type, new Lines(ServerLine.UP_TO_1_18, ServerLine.UP_TO_1_18));
        }
        // From 3.4.0 on the targets are taken away before the input is put into them.
        for (String type : List.of("k8s-canary-deploy", "k8s-canary-release", "k8s-gray-release")) {
            run.put(type, new Lines(ServerLine.UP_TO_1_18, ServerLine.UP_TO_3_3));
        }
        run.put("zadig-vm-deploy", since(ServerLine.UP_TO_3_3));
        run.put("sql", since(ServerLine.V3_4_0));
        run.put("tapd", since(ServerLine.FROM_4_0));
        run.put("ai-release-specialist", since(ServerLine.FROM_5_0));
        run.put("ai-task", since(ServerLine.FROM_5_0));
        return run;
    }

    private static Lines since(ServerLine since) {
        return new Lines(since, ServerLine.FROM_5_0);
    }

    /** Whether any server runs jobs of a type when a run lists them. */
    static boolean any(String type) {
        return RUN.containsKey(type);
    }

    /** Makes a problem of a job that its server does not run. */
    static void check(WorkflowDetail.Job job, Planning planning) {
        var lines = RUN.get(job.type());
        if (lines == null || !lines.have(planning.line())) {
            var run = RUN.entrySet().stream()
                    .filter(type -> type.getValue().have(planning.line()))
                    .map(Map.Entry::getKey)
                    .toList();
            planning.problem(Kind.TYPE_NOT_RUN, job.name(), job.type(), run);
        }
    }
}
