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
            "agent",
            "axes",
            "environment",
            "excludes",
            "input",
            "options",
            "when",
            "steps",
            "stages",
            "parallel",
            "matrix",
            "post",
            "tools",
            "failFast");

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
        read(body).forEach((name, stage) -> runStage(name, stage, Map.of()));
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

    /** Runs a stage, or a cell of a matrix with the values of its axes. */
    private void runStage(String name, Closure<?> body, Map<String, String> cell) {
        blocks.stage(name, () -> {
            PreviewNode node = Branch.current().block();
            if (failure != null) {
                skip(name, "earlier failure(s)");
                node.failed(failure);
                return null;
            }
            Callable<Object> all = () -> execute(name, body, node);
            try {
                return cell.isEmpty() ? all.call() : blocks.plain("withEnv", cell, all);
            } catch (Throwable t) {
                fail(Failures.unwrap(t));
                node.failed(failure);
                return null;
            }
        });
    }

    private void skip(String name, String why) {
        run.console().println("Stage \"" + name + "\" skipped due to " + why);
        run.console().pipeline("getContext");
    }

    private Object execute(String name, Closure<?> body, PreviewNode node) throws Exception {
        Directives stage = Directives.read("stage " + name, SECTIONS, body, program);
        DeclarativePipeline pipeline = new DeclarativePipeline(program, run);
        DeclaredValues options = DeclaredValues.of(stage.block("options"), program);
        Callable<Object> inside = pipeline.agent(stage, () -> {
            if (new WhenConditions(program).hold(stage.block("when"))) {
                return pipeline.withVariables(stage, () -> runWithPost(stage, node));
            }
            skip(name, "when conditional");
            return null;
        });
        Callable<Object> asked = stage.block("input") == null ? inside : () -> {
            ask(stage.block("input"));
            return inside.call();
        };
        return pipeline.wrapped(options, asked).call();
    }

    private void ask(Closure<?> input) {
        Map<String, Object> asked = new LinkedHashMap<>();
        DeclaredValues.of(input, program)
                .called()
                .forEach(part -> asked.put(part.getSymbol(), part.getArguments().get(Arguments.UNNAMED)));
        program.invokeMethod("input", new Object[] {asked});
    }

    private Object runWithPost(Directives stage, PreviewNode node) {
        Throwable thrown = null;
        try {
            runBody(stage);
        } catch (Throwable t) {
            thrown = Failures.unwrap(t);
        }
        Result own = thrown == null ? run.worstWarning(node) : Failures.resultOf(thrown);
        new PostConditions(program, run).run(stage.block("post"), null, own);
        if (thrown != null) {
            throw Sneaky.rethrow(thrown);
        }
        return null;
    }

    private void runBody(Directives stage) {
        Map<String, Callable<Object>> branches = new LinkedHashMap<>();
        if (stage.block("parallel") != null) {
            read(stage.block("parallel")).forEach((name, body) -> branches.put(name, () -> alone(name, body, Map.of())));
            new Parallel(run).call(branches, stage.flag("failFast"));
        } else if (stage.block("matrix") != null) {
            Matrix matrix = Matrix.read(stage.block("matrix"), program);
            matrix.cells().forEach((name, cell) -> branches.put(name, () -> alone(name, matrix.body(), cell)));
            new Parallel(run).call(branches, stage.flag("failFast"));
        } else if (stage.block("stages") != null) {
            DeclarativeStages nested = new DeclarativeStages(program, run);
            nested.runAll(stage.block("stages"));
            nested.rethrow();
        } else {
            runSteps(program, stage.block("steps"));
        }
    }

    private Object alone(String name, Closure<?> body, Map<String, String> cell) {
        DeclarativeStages alone = new DeclarativeStages(program, run);
        alone.runStage(name, body, cell);
        alone.rethrow();
        return null;
    }

    private void rethrow() {
        if (failure != null) {
            throw Sneaky.rethrow(failure);
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
    }
}
