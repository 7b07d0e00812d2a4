package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.act.TaskFailed;
import io.jenkins.plugins.zadig.pipelines.Getters;
import io.jenkins.plugins.zadig.pipelines.SharedPipeline;
import io.jenkins.plugins.zadig.preview.Preview;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
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

    /** A cancelled or skipped task throws Jenkins' own type, which a sandbox does not read by itself. */
    @Test
    void interruptionByATaskCanBeReadAndNoOther() throws Exception {
        try (var zadig = SharedPipeline.zadig()) {
            var run = Preview.of(zadig.url(), zadig.token())
                    .run("zadigRunCustomWorkflow(project: 'shop', workflow: 'stopped', jobs: [zadigFreestyle(job: 'work')])");
            var ours = run.failure();
            var others = new FlowInterruptedException(
                    Result.ABORTED, true, new CauseOfInterruption.UserInterruption("alice"));
            var none = new Object[0];
            var whitelist = new InterruptionWhitelist();
            for (var name : List.of("getCauses", "getResult")) {
                var getter = FlowInterruptedException.class.getMethod(name);
                assertThat(whitelist.permitsMethod(getter, ours, none)).as(name).isTrue();
                assertThat(whitelist.permitsMethod(getter, others, none)).as(name).isFalse();
            }
            var setter = FlowInterruptedException.class.getMethod("setActualInterruption", boolean.class);
            assertThat(whitelist.permitsMethod(setter, ours, new Object[] {false})).isFalse();
        }
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
                        "Target",
                        "TestsHandle",
                        "WorkflowHandle",
                        "Stage",
                        "Job",
                        "Parameter",
                        "ViewHandle",
                        "ShownWorkflow",
                        "TaskFailed",
                        "TaskFailure");
    }
}
