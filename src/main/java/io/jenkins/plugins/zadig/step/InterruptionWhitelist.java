package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.wait.TaskFailure;
import java.lang.reflect.Method;
import java.util.Set;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.AbstractWhitelist;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Lets sandboxed scripts read why a step of the plugin ended in an interruption. A sandbox refuses to read Jenkins' own
 * type for that. For interruptions by others it still does.
 */
@Extension
public final class InterruptionWhitelist extends AbstractWhitelist {
    private static final Set<String> GETTERS = Set.of("getCauses", "getResult");

    @Override
    public boolean permitsMethod(Method method, Object receiver, Object[] args) {
        return receiver instanceof FlowInterruptedException interrupted
                && GETTERS.contains(method.getName())
                && !interrupted.getCauses().isEmpty()
                && interrupted.getCauses().stream().allMatch(TaskFailure.class::isInstance);
    }
}
