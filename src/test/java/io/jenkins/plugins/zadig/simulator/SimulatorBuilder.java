package io.jenkins.plugins.zadig.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings of a simulator that is about to start; without any, the newest line with fast timings. */
public final class SimulatorBuilder {
    Line line = Line.V5_0;
    int port;
    Clock clock = Clock.systemUTC();
    Settings settings = Settings.FAST;
    Scenario scenario = Scenario.NONE;
    boolean catalogue = true;
    boolean light;
    boolean direct;
    final List<WorkflowDefinition> workflows = new ArrayList<>();

    SimulatorBuilder() {}

    public SimulatorBuilder line(Line value) {
        line = value;
        return this;
    }

    /** 0 for any free port. */
    public SimulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** With a {@link SimulatedClock} time stands still until {@link ZadigSimulator#advance} moves it. */
    public SimulatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** One task is started per interval; Zadig's own is 3 s. */
    public SimulatorBuilder schedulerInterval(Duration value) {
        settings = settings.schedulerInterval(value);
        return this;
    }

    /** How long jobs run that say nothing of their own. */
    public SimulatorBuilder jobDuration(Duration value) {
        settings = settings.jobDuration(value);
        return this;
    }

    /** How long jobs wait for an agent, and say {@code prepare} meanwhile. */
    public SimulatorBuilder preparation(Duration value) {
        settings = settings.preparation(value);
        return this;
    }

    /** How long jobs that run have no line in their log, so that whoever follows it then hears nothing ever. */
    public SimulatorBuilder reportLag(Duration value) {
        settings = settings.reportLag(value);
        return this;
    }

    /** How long jobs go on after a cancel. */
    public SimulatorBuilder cancelLag(Duration value) {
        settings = settings.cancelLag(value);
        return this;
    }

    /** How many tasks run at once; Zadig's default is 2. */
    public SimulatorBuilder workflowConcurrency(int value) {
        settings = settings.workflowConcurrency(value);
        return this;
    }

    /** Adds a workflow, or replaces one of the catalogue. */
    public SimulatorBuilder workflow(WorkflowDefinition definition) {
        workflows.add(definition);
        return this;
    }

    public SimulatorBuilder withoutCatalogue() {
        catalogue = false;
        return this;
    }

    /** The integrated registries, each by its address, a slash and its namespace. */
    public SimulatorBuilder registries(List<String> names) {
        settings = settings.registries(names.stream()
                .map(name -> Registry.of(names.indexOf(name) + 1, name))
                .toList());
        return this;
    }

    /** The integrated code hosts. */
    public SimulatorBuilder codehosts(List<String> names) {
        settings = settings.codehosts(names.stream()
                .map(name -> Codehost.of(names.indexOf(name) + 1, name))
                .toList());
        return this;
    }

    /** Serves by the JDK's own server, which bears thousands of requests a second and cannot break answers. */
    public SimulatorBuilder light() {
        light = true;
        return this;
    }

    /** Without a network: only {@link ZadigSimulator#direct} reaches it. */
    public SimulatorBuilder direct() {
        direct = true;
        return this;
    }

    /** A named scenario: none, test-failure, reject or approve. */
    public SimulatorBuilder fault(String name) {
        scenario = Scenario.of(name);
        return this;
    }

    public ZadigSimulator start() {
        return new ZadigSimulator(this);
    }
}
