package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.act.TaskFailed;
import io.jenkins.plugins.zadig.pipelines.Getters;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.junit.jupiter.api.Test;

/** A sandboxed Pipeline may call whatever can be reached from what a step returns or throws. */
class WhitelistTest {
    private static final List<Class<?>> ROOTS = List.of(
            TaskHandle.class, WorkflowHandle.class, ViewHandle.class, TestsHandle.class, TaskFailed.class);

    @Test
    void everyReachableGetterIsWhitelisted() {
        var rejected = new TreeSet<String>();
        for (Class<?> type : Getters.reachable(ROOTS)) {
            for (Method getter : Getters.of(type)) {
                if (!getter.isAnnotationPresent(Whitelisted.class)) {
                    rejected.add(getter.getDeclaringClass().getSimpleName() + "." + getter.getName());
                }
            }
        }
        assertThat(rejected).isEmpty();
    }

    @Test
    void theWalkReachesAllThatStepsReturn() {
        assertThat(Getters.reachable(ROOTS).stream().map(Class::getSimpleName).collect(Collectors.toSet()))
                .contains(
                        "TaskHandle",
                        "StageHandle",
                        "JobHandle",
                        "ServiceHandle",
                        "CodeHandle",
                        "TargetHandle",
                        "TestsHandle",
                        "WorkflowHandle",
                        "WorkflowStageHandle",
                        "WorkflowJobHandle",
                        "ParameterHandle",
                        "ViewHandle",
                        "ShownWorkflow",
                        "TaskFailed",
                        "TaskFailure");
    }
}
