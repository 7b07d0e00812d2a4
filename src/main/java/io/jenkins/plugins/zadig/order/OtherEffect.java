package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Job types that servers read as they are sent, and those that their API does not run (zadig-servers 5.16 to 5.18). */
final class OtherEffect implements JobEffect {
    /** What runs, and what is the first line that runs it, as far as lines can be told apart. */
    private static final Map<String, ServerLine> RUN = run();

    private static Map<String, ServerLine> run() {
        var run = new LinkedHashMap<String, ServerLine>();
        for (String type : List.of(
                "zadig-build",
                "zadig-deploy",
                "zadig-test",
                "zadig-scanning",
                "freestyle",
                "plugin",
                "custom-deploy",
                "k8s-blue-green-deploy",
                "k8s-blue-green-release",
                "k8s-canary-deploy",
                "k8s-canary-release",
                "k8s-gray-release",
                "k8s-gray-rollback",
                "k8s-resource-patch")) {
            run.put(type, ServerLine.UP_TO_3_0);
        }
        run.put("zadig-vm-deploy", ServerLine.UP_TO_3_3);
        run.put("sql", ServerLine.V3_4_0);
        run.put("tapd", ServerLine.FROM_3_4_1);
        run.put(JobInput.APPROVAL, ServerLine.UP_TO_3_0);
        run.put("ai-release-specialist", ServerLine.FROM_5_0);
        run.put("ai-task", ServerLine.FROM_5_0);
        return run;
    }

    /** Whether any server runs jobs of a type when a run lists them. */
    static boolean runs(String type) {
        return RUN.containsKey(type);
    }

    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        var parameters = new LinkedHashMap<>(input.parameters());
        var since = RUN.get(job.type());
        if (since == null || planning.line().isBefore(since)) {
            var run = RUN.entrySet().stream()
                    .filter(type -> !planning.line().isBefore(type.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            planning.problem(Kind.TYPE_NOT_RUN, job.name(), job.type(), run);
        }
        if (job.type().equals("zadig-vm-deploy")) {
            new EnvironmentInput(job, planning).check(parameters);
        }
        if (Inputs.has(parameters, "kv")) {
            parameters.put(
                    "kv",
                    new VariableInputs(job.name(), planning)
                            .pairs(parameters.get("kv"), job.choices().own().variables()));
        }
        return parameters;
    }
}
