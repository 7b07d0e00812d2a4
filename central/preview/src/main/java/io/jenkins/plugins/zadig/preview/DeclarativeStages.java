package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** The stages of a Declarative Pipeline, one after the other or in parallel; after a failure the rest is skipped. */
final class DeclarativeStages {
    private static final Set<String> SECTIONS = Set.of(
            "agent", "environment", "options", "when", "steps", "stages", "parallel", "post", "tools", "failFast");

    private final WorkflowProgram program;
    private final PreviewRun run;
    private final BlockSteps blocks;
    private volatile Throwable failure;

    DeclarativeStages(WorkflowProgram program, PreviewRun run) {
        this.program = program;
        this.run = run;
        this.blocks = new BlockSteps(run);
    }

    /** What the first stage that failed threw, {@code null} when none did. */
    Throwable failure() {
        return failure;
    }

    void runAll(Closure<?> body) {
        read(body).forEach(this::runStage);
    }

    private Map<String, Closure<?>> read(Closure<?> body) {
        Map<String, Closure<?>> stages = new LinkedHashMap<>();
        Directives.run(body, new GroovyObjectSupport() {
            @Override
            public Object invokeMethod(String name, Object arguments) {
                Arguments stage = Arguments.of(name, arguments).nameSole("name");
                if (!name.equals("stage") || stage.body() == null) {
                    throw new IllegalArgumentException("Expected a stage but found " + name);
                }
                return stages.put(stage.text("name", ""), stage.body());
            }

            @Override
            public Object getProperty(String name) {
                return program.getProperty(name);
            }
        });
        return stages;
    }

    private void runStage(String name, Closure<?> body) {
        blocks.stage(name, () -> {
            if (failure != null) {
                skip(name, "earlier failure(s)");
                Branch.current().block().failed(failure);
                return null;
            }
            Directives stage = Directives.read("stage " + name, SECTIONS, body, program);
            DeclarativePipeline pipeline = new DeclarativePipeline(program, run);
            DeclaredValues options = DeclaredValues.of(stage.block("options"), program);
            Callable<Object> inside = pipeline.wrapped(options, pipeline.agent(stage, () -> execute(name, stage)));
            try {
                return inside.call();
            } catch (Throwable t) {
                fail(Failures.unwrap(t));
                return null;
            }
        });
    }

    private void skip(String name, String why) {
        run.console().println("Stage \"" + name + "\" skipped due to " + why);
        run.console().pipeline("getContext");
    }

    private Object execute(String name, Directives stage) throws Exception {
        PreviewNode node = Branch.current().block();
        var variables = DeclaredValues.of(stage.block("environment"), program).assigned();
        Callable<Object> body = () -> {
            if (!new WhenConditions(program).hold(stage.block("when"))) {
                skip(name, "when conditional");
                return null;
            }
            Throwable thrown = null;
            try {
                runBody(stage);
            } catch (Throwable t) {
                thrown = Failures.unwrap(t);
                node.failed(thrown);
                fail(thrown);
            }
            Result own = thrown == null ? run.worstWarning(node) : Failures.resultOf(thrown);
            Result result = run.getResult() == null || own.isWorseThan(run.getResult()) ? own : run.getResult();
            new PostConditions(program, run).run(stage.block("post"), null, result);
            return null;
        };
        return variables.isEmpty() ? body.call() : blocks.plain("withEnv", variables, body);
    }

    private void runBody(Directives stage) {
        if (stage.block("parallel") != null) {
            Map<String, Callable<Object>> branches = new LinkedHashMap<>();
            read(stage.block("parallel"))
                    .forEach((name, body) -> branches.put(name, () -> {
                        DeclarativeStages alone = new DeclarativeStages(program, run);
                        alone.runStage(name, body);
                        if (alone.failure() != null) {
                            throw Sneaky.rethrow(alone.failure());
                        }
                        return null;
                    }));
            new Parallel(run).call(branches, stage.flag("failFast"));
        } else if (stage.block("stages") != null) {
            runAll(stage.block("stages"));
        } else {
            runSteps(program, stage.block("steps"));
        }
    }

    /** Steps see the program, not the directives around them. */
    static void runSteps(WorkflowProgram program, Closure<?> steps) {
        Closure<?> own = steps.rehydrate(program, program, program);
        own.setResolveStrategy(Closure.OWNER_FIRST);
        own.call();
    }

    private synchronized void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        run.setResult(Failures.resultOf(thrown));
    }
}
