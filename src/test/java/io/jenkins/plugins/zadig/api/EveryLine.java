package io.jenkins.plugins.zadig.api;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.EnumMap;
import java.util.Map;

/** A simulator of each line that a test class asks for, started once. */
final class EveryLine implements AutoCloseable {
    private final Map<Line, ZadigSimulator> simulators = new EnumMap<>(Line.class);

    synchronized ZadigSimulator on(Line line) {
        return simulators.computeIfAbsent(
                line,
                other -> ZadigSimulator.builder()
                        .line(other)
                        .workflowConcurrency(100)
                        .start());
    }

    /** Ends them; a class of tests that runs once more starts others. */
    @Override
    public synchronized void close() {
        simulators.values().forEach(ZadigSimulator::close);
        simulators.clear();
    }
}
