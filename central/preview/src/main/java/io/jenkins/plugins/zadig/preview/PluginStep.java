package io.jenkins.plugins.zadig.preview;

import org.jenkinsci.plugins.workflow.steps.Step;

/** Calls a step of the plugin from a program, whose thread waits for the outcome. */
final class PluginStep {
    private PluginStep() {}

    static Object call(PreviewRun run, String name, Arguments arguments) {
        Branch branch = Branch.current();
        if (arguments.has(Arguments.UNNAMED) && !Symbols.hasSoleParameter(name)) {
            throw new IllegalArgumentException("Expected named arguments but got " + arguments.get(Arguments.UNNAMED));
        }
        run.console().pipeline(name);
        branch.warnOfSecrets(name, arguments);
        Step step = Symbols.step(name, arguments);
        PreviewNode node = run.newNode(branch.block(), name);
        StepCall call = new StepCall(run, node, step, branch::environment, branch.workspace());
        if (branch.secrets() != null) {
            branch.secrets().context().forEach(call::surround);
        }
        return branch.leaf(call, () -> {
            call.start(step);
            try {
                return call.await();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw Sneaky.rethrow(e);
            }
        });
    }
}
