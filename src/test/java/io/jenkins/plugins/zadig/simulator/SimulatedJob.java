package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A job task: what one configured job does in one task, for one service where it has several. */
final class SimulatedJob {
    final JobDefinition definition;
    final String name;
    final String key;
    final String displayName;
    final List<ServiceRef> services;
    final String registry;
    /** What it works on and what came of it, as the task tells. */
    final ObjectNode spec;

    final ObjectNode info;
    final List<String> log = new ArrayList<>();
    final List<TestCase> cases = new ArrayList<>();
    final ApprovalVotes approval;
    String status = "";
    String error = "";
    String handlerId = "";
    String handlerName = "";
    int retries;
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
        registry = input.registry();
        spec = input.spec();
        info = input.info();
        approval = definition.approval() == null ? null : new ApprovalVotes(definition.approval());
        cases.addAll(definition.script().cases);
    }

    /** How a job ends and why. */
    record Outcome(String status, String error) {}

    /** The environment of a deploy. */
    String environment() {
        return spec.path("env").asText();
    }

    /** The image that a build has made. */
    String image() {
        return spec.path("image").asText();
    }

    /** What a deploy deploys, by module. */
    JsonNode images() {
        return spec.path("service_and_images");
    }

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
        handlerId = "";
        handlerName = "";
        retries = 0;
        log.clear();
        if (approval != null) {
            approval.forget();
        }
    }
}
