package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import hudson.model.Result;
import java.util.List;
import java.util.Set;

/** The section {@code post} of a pipeline or of a stage. */
final class PostConditions {
    private static final List<String> ORDER = List.of(
            "always",
            "changed",
            "fixed",
            "regression",
            "aborted",
            "failure",
            "success",
            "unstable",
            "unsuccessful",
            "notBuilt",
            "cleanup");

    private final WorkflowProgram program;
    private final PreviewRun run;

    PostConditions(WorkflowProgram program, PreviewRun run) {
        this.program = program;
        this.run = run;
    }

    /**
     * Runs what applies to a level's own result and that of the build so far, in a stage of its own when that has a name.
     * The build has this result meanwhile, and its own one again afterwards, as a wrapper may still catch what failed.
     */
    void run(Closure<?> block, String stage, Result own) {
        if (block == null) {
            return;
        }
        Result result = run.getResult() == null || own.isWorseThan(run.getResult()) ? own : run.getResult();
        Directives post = Directives.read("post", Set.copyOf(ORDER), block, program);
        List<String> met = ORDER.stream()
                .filter(condition -> post.has(condition) && isMet(condition, result))
                .toList();
        if (met.isEmpty()) {
            return;
        }
        if (stage == null) {
            run.console().println("Post stage");
            met.forEach(condition -> runSteps(post, condition, result));
        } else {
            new BlockSteps(run).stage(stage, () -> {
                met.forEach(condition -> runSteps(post, condition, result));
                return null;
            });
        }
    }

    private void runSteps(Directives post, String condition, Result result) {
        try {
            run.during(result, () -> DeclarativeStages.runSteps(program, post.block(condition)));
        } catch (Throwable t) {
            Throwable cause = Failures.unwrap(t);
            run.console().println("Error when executing " + condition + " post condition:");
            Failures.print(cause, run, run.console());
            run.setResult(Failures.resultOf(cause));
        }
    }

    /** A preview has no earlier build to compare with. */
    private static boolean isMet(String condition, Result result) {
        return switch (condition) {
            case "always", "cleanup", "changed" -> true;
            case "aborted" -> result == Result.ABORTED;
            case "failure" -> result == Result.FAILURE;
            case "success" -> result == Result.SUCCESS;
            case "unstable" -> result == Result.UNSTABLE;
            case "notBuilt" -> result == Result.NOT_BUILT;
            case "unsuccessful" -> result != Result.SUCCESS;
            default -> false;
        };
    }
}
