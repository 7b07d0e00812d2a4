package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job task: what one configured job does in one task, for one service where it has several. */
final class SimulatedJob {
    final JobDefinition definition;
    final String name;
    final String key;
    final String displayName;
    final List<ServiceRef> services;
    final String environment;
    final JsonNode parameters;
    final Map<String, String> variables = new LinkedHashMap<>();
    final Map<String, String> deployImages = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    final List<TestCase> cases = new ArrayList<>();
    final ApprovalVotes approval;
    String status = "";
    String error = "";
    String image = "";
    Instant start;
    Instant end;
    int attempts;
    /** Set when a test finished the job before it started. */
    Outcome forced;

    SimulatedJob(JobDefinition definition, JobTaskName name, JobInput input) {
        this.definition = definition;
        this.name = name.name();
        key = name.key();
        displayName = name.displayName();
        services = input.services();
        environment = input.environment();
        parameters = input.parameters();
        variables.putAll(definition.variables());
        variables.putAll(input.variables());
        deployImages.putAll(input.images());
        approval = definition.approval() == null ? null : new ApprovalVotes(definition.approval());
        cases.addAll(definition.script().cases);
    }

    /** How a job ends and why. */
    record Outcome(String status, String error) {}

    /** Passed, skipped and unstable work is kept by a retry (zadig-servers 15.4). */
    boolean isGood() {
        return Status.GOOD.contains(status);
    }

    boolean isOver() {
        return isGood() || Status.BAD.contains(status);
    }

    boolean isStarted() {
        return !status.isEmpty();
    }

    boolean goesBy(String wanted) {
        return wanted.equals(name) || wanted.equals(definition.name());
    }

    void reset() {
        status = "";
        error = "";
        start = null;
        end = null;
        forced = null;
        log.clear();
    }
}
