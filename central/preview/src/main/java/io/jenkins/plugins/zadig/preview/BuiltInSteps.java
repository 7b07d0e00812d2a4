package io.jenkins.plugins.zadig.preview;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The steps of Jenkins itself that the preview knows. */
final class BuiltInSteps {
    /** Names that only occur inside the arguments of a step. */
    static final Set<String> SYMBOLS = Set.of(
            "parameters",
            "string",
            "booleanParam",
            "choice",
            "text",
            "password",
            "disableConcurrentBuilds",
            "usernamePassword",
            "usernameColonPassword",
            "file");

    /** The parameter of a step that needs no name. */
    private static final Map<String, String> SOLE = Map.ofEntries(
            Map.entry("dir", "path"),
            Map.entry("echo", "message"),
            Map.entry("error", "message"),
            Map.entry("fileExists", "file"),
            Map.entry("input", "message"),
            Map.entry("node", "label"),
            Map.entry("print", "value"),
            Map.entry("println", "value"),
            Map.entry("properties", "properties"),
            Map.entry("readFile", "file"),
            Map.entry("retry", "count"),
            Map.entry("sleep", "time"),
            Map.entry("stage", "name"),
            Map.entry("timeout", "time"),
            Map.entry("unstable", "message"),
            Map.entry("warnError", "message"),
            Map.entry("withCredentials", "bindings"),
            Map.entry("withEnv", "overrides"));

    private final Map<String, Function<Arguments, Object>> steps = new TreeMap<>();

    BuiltInSteps(WorkflowProgram program, PreviewRun run) {
        new LeafSteps(run).register(steps);
        new BlockSteps(run).register(steps);
        steps.put("parallel", new Parallel(run)::call);
        steps.put("properties", arguments -> new BuildParameters(run).declare(arguments, program));
        steps.put("pipeline", arguments -> new DeclarativePipeline(program, run).call(arguments.body()));
    }

    Set<String> names() {
        return steps.keySet();
    }

    Object call(String name, Arguments arguments) {
        return steps.get(name).apply(arguments.nameSole(SOLE.get(name)));
    }
}
