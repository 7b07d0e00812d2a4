package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Deployments of workloads. Servers deploy what is listed; of some types they deploy all targets, and a list only gives
 * images. A target that the workflow does not have is dropped without a word, except by {@code custom-deploy}, which
 * takes any (zadig-servers 6.14, 6.17).
 */
final class TargetEffect implements JobEffect {
    /** They deploy all of their targets, whatever is listed, and are released by a job of the other type. */
    private static final Map<String, String> OF_SERVICES =
            Map.of("k8s-blue-green-deploy", "k8s-blue-green-release", "k8s-canary-deploy", "k8s-canary-release");

    private static final List<String> WORKLOAD = List.of("workload_type", "workload_name", "container_name");

    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        RunnableTypes.check(job, planning);
        var parameters = new LinkedHashMap<>(input.parameters());
        var first = job.choices().fromJob();
        if (job.type().equals("k8s-gray-release") && !first.isEmpty()) {
            planning.mustList(job, first);
            if (Inputs.has(parameters, "target_list")) {
                planning.problem(Kind.NO_EFFECT, job.name() + ": target_list", "", List.of());
            }
            return parameters;
        }
        var list = OF_SERVICES.containsKey(job.type()) ? "service_list" : "target_list";
        check(Inputs.maps(parameters.get(list)), job, planning);
        return parameters;
    }

    private static void check(List<Map<String, Object>> entries, WorkflowDetail.Job job, Planning planning) {
        var known = job.choices().targets();
        var any = job.type().equals("custom-deploy");
        var seen = new TreeSet<String>();
        for (Map<String, Object> entry : entries) {
            var name = name(entry, job.type());
            if (any && name.split("/", -1).length != 3) {
                // Servers split it at slashes, and leave out a name that has more of them (zadig-servers 6.14).
                planning.problem(Kind.UNKNOWN_TEST, job.name(), name, List.copyOf(known));
            }
            if (!seen.add(name)) {
                planning.problem(Kind.SERVICE_TWICE, job.name(), name, List.of());
            } else if (!any && !known.isEmpty() && known.stream().noneMatch(target -> isMeant(target, entry, name))) {
                planning.problem(Kind.UNKNOWN_TEST, job.name(), written(entry, name), List.copyOf(known));
            }
            if (!job.type().equals("k8s-gray-rollback")
                    && Inputs.text(entry.get("image_name")).isEmpty()) {
                planning.problem(Kind.IMAGE_MISSING, job.name(), name, List.of());
            }
        }
        if (entries.isEmpty()) {
            planning.nothingListed(job, known);
        } else if (OF_SERVICES.containsKey(job.type())) {
            planning.together(Kind.TARGETS_TOGETHER, job, known, seen);
            planning.mustBeReleased(job, OF_SERVICES.get(job.type()));
        }
    }

    /**
     * Servers go by the workload alone, and use the type and container that the workflow has for it
     * (zadig-servers 6.25).
     */
    private static boolean isMeant(String target, Map<String, Object> entry, String name) {
        var parts = List.of(target.split("/"));
        return target.equals(name)
                || parts.contains(name)
                        && IntStream.range(0, parts.size()).allMatch(i -> {
                            var said = Inputs.text(entry.get(WORKLOAD.get(i)));
                            return said.isEmpty() || said.equals(parts.get(i));
                        });
    }

    /** All that an entry says of its workload; its name where it is a service. */
    private static String written(Map<String, Object> entry, String name) {
        var parts = WORKLOAD.stream()
                .map(field -> Inputs.text(entry.get(field)))
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? name : String.join("/", parts);
    }

    /** What servers know an entry by. */
    private static String name(Map<String, Object> entry, String type) {
        return switch (type) {
            case "custom-deploy" ->
                WORKLOAD.stream().map(field -> Inputs.text(entry.get(field))).collect(Collectors.joining("/"));
            case "k8s-gray-release", "k8s-gray-rollback" -> Inputs.text(entry.get("workload_name"));
            default -> Inputs.text(entry.get("service_name"));
        };
    }
}
