package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.Map;

/**
 * What each line of servers does with the input of a type of job, and so what must be sent to have the effect that was
 * written. One class per type knows it; what would have no effect, or another, is a problem of the planning.
 */
interface JobEffect {
    /** The parameters to send. What is wrong with the input becomes a problem of the planning; nothing is thrown. */
    Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning);

    /** The effect of a type of job; {@link OtherEffect} for a type that has none of its own. */
    static JobEffect of(String type) {
        return switch (type) {
            case "zadig-build" -> new BuildEffect();
            case "zadig-deploy" -> new DeployEffect();
            case "zadig-vm-deploy" -> new MachineDeployEffect();
            case "freestyle" -> new FreestyleEffect();
            case "zadig-test" -> TestEffect.OF_TESTS;
            case "zadig-scanning" -> TestEffect.OF_SCANS;
            case "custom-deploy",
                    "k8s-blue-green-deploy",
                    "k8s-canary-deploy",
                    "k8s-gray-release",
                    "k8s-gray-rollback" -> new TargetEffect();
            default -> new OtherEffect();
        };
    }
}
