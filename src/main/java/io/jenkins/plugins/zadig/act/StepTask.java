package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * A task, and what a step of a build has to do with it.
 *
 * @param step tells this step from all others of the build: the id of its node, or a number
 * @param node of the Pipeline; {@code null} in a freestyle build
 * @param launch whether the step starts the task; otherwise it exists
 * @param known the task; its number is 0 while it is not known
 * @param launchedBy the build that started the task; empty when that is not known
 * @param waits whether the build waits for the end
 * @param resumes whether the step goes on after a restart of the controller; otherwise it begins
 */
public record StepTask(
        String step,
        @CheckForNull FlowNode node,
        boolean launch,
        KnownTask known,
        String launchedBy,
        WaitOptions options,
        boolean waits,
        boolean resumes) {
    TaskRef task() {
        return known.ref();
    }
}
