package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import hudson.model.Result;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** The block {@code pipeline} of a Declarative Pipeline. */
final class DeclarativePipeline {
    private static final Set<String> SECTIONS =
            Set.of("agent", "environment", "options", "parameters", "stages", "post", "tools", "triggers", "libraries");

    private final WorkflowProgram program;
    private final PreviewRun run;
    private final BlockSteps blocks;

    DeclarativePipeline(WorkflowProgram program, PreviewRun run) {
        this.program = program;
        this.run = run;
        this.blocks = new BlockSteps(run);
    }

    Object call(Closure<?> body) {
        Directives pipeline = Directives.read("pipeline", SECTIONS, body, program);
        BuildParameters parameters = new BuildParameters(run);
        DeclaredValues.of(pipeline.block("parameters"), program)
                .called()
                .forEach(parameter -> parameters.declare(parameter, program));
        DeclaredValues options = DeclaredValues.of(pipeline.block("options"), program);
        try {
            return agent(pipeline, () -> withVariables(pipeline, wrapped(options, () -> execute(pipeline))))
                    .call();
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        }
    }

    /** What a level declares in {@code environment} holds within. */
    Object withVariables(Directives level, Callable<Object> body) throws Exception {
        var variables = DeclaredValues.of(level.block("environment"), program).assigned();
        return variables.isEmpty() ? body.call() : blocks.plain("withEnv", variables, body);
    }

    private Object execute(Directives pipeline) {
        DeclarativeStages stages = new DeclarativeStages(program, run);
        Throwable failure = null;
        try {
            stages.runAll(pipeline.block("stages"));
        } catch (Throwable t) {
            failure = t;
        }
        if (failure == null) {
            failure = stages.failure();
        }
        Result own = failure == null ? Result.SUCCESS : Failures.resultOf(failure);
        new PostConditions(program, run).run(pipeline.block("post"), "Declarative: Post Actions", own);
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return null;
    }

    /** An agent other than {@code none} stands for a node of the preview. */
    Callable<Object> agent(Directives level, Callable<Object> body) {
        boolean none = !level.has("agent") || "none".equals(level.all().get("agent"));
        return none ? body : () -> blocks.node(body);
    }

    Callable<Object> wrapped(DeclaredValues options, Callable<Object> body) {
        Callable<Object> wrapped = body;
        for (UninstantiatedDescribable option : options.called()) {
            Callable<Object> inner = wrapped;
            switch (option.getSymbol()) {
                case "timeout" -> {
                    long time = Long.parseLong(option.getArguments().get("time").toString());
                    Object unit = option.getArguments().get("unit");
                    String known = unit == null ? "MINUTES" : unit.toString();
                    long millis = TimeUnit.valueOf(known).toMillis(time);
                    wrapped = () -> blocks.timeout(millis, inner);
                }
                case "retry" -> {
                    long count = Long.parseLong(
                            option.getArguments().get(Arguments.UNNAMED).toString());
                    wrapped = () -> blocks.retry(count, List.of(), inner);
                }
                case "timestamps" -> wrapped = () -> blocks.timestamps(inner);
                default -> {
                    // The other options say how a controller keeps and starts builds.
                }
            }
        }
        return wrapped;
    }
}
