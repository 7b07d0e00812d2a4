package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What a workflow is refused for when it is saved (recorded 1.18 to 5.0, zadig-servers 23). */
final class WorkflowCheck {
    private static final String KEY = "[a-zA-Z0-9-]+";
    private static final String JOB = "[a-z\u4e00-\u9fa5][a-z0-9\u4e00-\u9fa5-]{0,31}";
    private static final Set<String> TYPES = Set.of(
            "approval",
            "zadig-build",
            "zadig-deploy",
            "zadig-vm-deploy",
            "zadig-test",
            "zadig-scanning",
            "freestyle",
            "plugin",
            "custom-deploy",
            "zadig-distribute-image",
            "zadig-helm-chart-deploy",
            "k8s-blue-green-deploy",
            "k8s-blue-green-release",
            "k8s-canary-deploy",
            "k8s-canary-release",
            "k8s-gray-release",
            "k8s-gray-rollback",
            "k8s-resource-patch",
            "istio-release",
            "istio-rollback",
            "jira",
            "jenkins",
            "nacos",
            "apollo",
            "sql",
            "tapd",
            "notification",
            "workflow-trigger",
            "offline-service",
            "ai-release-specialist",
            "ai-task");

    private final World world;

    WorkflowCheck(World world) {
        this.world = world;
    }

    void check(JsonNode body) {
        var limit = body.path("concurrency_limit");
        if (limit.isTextual()) {
            throw Refusal.invalid(
                    "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `" + limit.asText() + "` into int");
        }
        var first = world.line() == Line.V1_18;
        if (!body.path("name").asText().matches(first ? "[a-z0-9-]+" : KEY)) {
            throw refusal(first ? "工作流标识支持小写字母、数字和中划线" : "工作流标识支持大小写字母、数字和中划线");
        }
        if (!world.projects().contains(body.path("project").asText())) {
            throw refusal("mongo: no documents in result");
        }
        if (first) {
            checkDisplayName(body);
        }
        var stages = new HashSet<String>();
        var jobs = new HashSet<String>();
        for (JsonNode stage : body.path("stages")) {
            if (stage.has("approval")
                    && !stage.path("approval").isObject()
                    && !stage.path("approval").isNull()) {
                throw Refusal.invalid("yaml: unmarshal errors");
            }
            stage.path("jobs").forEach(job -> check(job, jobs));
            if (!stages.add(stage.path("name").asText())) {
                throw refusal("duplicated stage name: " + stage.path("name").asText());
            }
        }
    }

    /** The first line takes no name that another workflow of the project shows, and none at all (recorded 1.18). */
    private void checkDisplayName(JsonNode body) {
        var name = body.path("display_name").asText();
        var taken = world.workflows().stream()
                .filter(workflow -> !workflow.key().equals(body.path("name").asText()))
                .anyMatch(workflow -> workflow.displayName().equals(name));
        if (name.isEmpty() || taken) {
            throw refusal("当前项目已存在工作流 [" + name + "]");
        }
    }

    private void check(JsonNode job, Set<String> names) {
        var name = job.path("name").asText();
        if (!name.matches(world.line() == Line.V1_18 ? "[a-z][a-z0-9-]{0,31}" : JOB)) {
            throw refusal(
                    world.line() == Line.V1_18
                            ? "job name [" + name + "] did not match ^[a-z][a-z0-9-]{0,31}$"
                            : "job name [" + name + "] did not match ^[a-z一-龥][a-z0-9一-龥-]{0,31}$");
        }
        var type = job.path("type").asText();
        var known = TYPES.contains(type) && !(world.line().approvesStages() && "approval".equals(type));
        if (known && !names.add(name)) {
            throw refusal("duplicated job name: " + name);
        }
        if (!known) {
            throw refusal(
                    world.line().atLeast(Line.V3_4_0)
                            ? "job type not supported"
                            : "[job: " + name + "] job type not found " + type);
        }
        // A freestyle job without what its line reads is a nil dereference, and an empty answer (recorded 1.18 to 5.0).
        var needed = world.line().readsFreestyleAtTop() ? "advanced_setting" : "properties";
        if ("freestyle".equals(type) && !job.path("spec").path(needed).isObject()) {
            throw Refusal.empty(500);
        }
    }

    private Refusal refusal(String reason) {
        return Refusal.check(world.line().checkCode(), reason);
    }
}
