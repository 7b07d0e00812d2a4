package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job of a workflow and what it will do when it runs; built by chaining, not changed once a task uses it. */
public final class JobDefinition {
    private final String name;
    private final String type;
    private final List<ServiceRef> services = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final JobScript script = new JobScript();
    private List<String> repositories = List.of("cart");
    private String registry = "";
    private String environment = "";
    private String target = "";
    private String from = "";
    private String runPolicy = "";
    private String errorPolicy = "stop";
    private int retries;
    private List<String> deciders = List.of();
    private ApprovalDefinition approval;
    private JsonNode stored;

    private JobDefinition(String name, String type) {
        this.name = name;
        this.type = type;
    }

    /** A job of any type. */
    public static JobDefinition of(String name, String type) {
        return new JobDefinition(name, type);
    }

    public static JobDefinition build(String name) {
        return of(name, "zadig-build");
    }

    /** Deploys to an environment. */
    public static JobDefinition deploy(String name, String environment) {
        return of(name, "zadig-deploy").to(environment);
    }

    /** Runs a test of that name. */
    public static JobDefinition test(String name, String test) {
        return of(name, "zadig-test").target(test);
    }

    public static JobDefinition scanning(String name, String scan) {
        return of(name, "zadig-scanning").target(scan);
    }

    public static JobDefinition freestyle(String name) {
        return of(name, "freestyle");
    }

    public static JobDefinition plugin(String name) {
        return of(name, "plugin");
    }

    public static JobDefinition customDeploy(String name) {
        return of(name, "custom-deploy");
    }

    public static JobDefinition approval(String name, ApprovalDefinition approval) {
        var job = of(name, "approval");
        job.approval = approval;
        return job;
    }

    public JobDefinition service(String service, String module) {
        services.add(new ServiceRef(service, module));
        return this;
    }

    /** The repositories of the namespace {@code shop} that it checks out. */
    public JobDefinition repositories(String... names) {
        repositories = List.of(names);
        return this;
    }

    public JobDefinition registry(String address) {
        registry = address;
        return this;
    }

    public JobDefinition to(String environmentName) {
        environment = environmentName;
        return this;
    }

    /** The test, scan or workload that the job is about. */
    public JobDefinition target(String other) {
        target = other;
        return this;
    }

    /** Takes its services from an earlier job. */
    public JobDefinition from(String job) {
        from = job;
        return this;
    }

    public JobDefinition forceRun() {
        return runPolicy("force_run");
    }

    public JobDefinition runPolicy(String policy) {
        runPolicy = policy;
        return this;
    }

    /** What a failure means (3.1 and later): stop, ignore_error, retry or manual_check. */
    public JobDefinition onError(String policy, int maximumRetry) {
        errorPolicy = policy;
        retries = maximumRetry;
        return this;
    }

    /** Who is asked what to do when it fails (3.1 and later). */
    public JobDefinition decidedBy(String... users) {
        deciders = List.of(users);
        return this;
    }

    public JobDefinition variable(String key, String value) {
        variables.put(key, value);
        return this;
    }

    /** Runs that long; without it as long as the simulator's jobs normally do. */
    public JobDefinition takes(Duration duration) {
        script.duration = duration;
        return this;
    }

    /** Runs until the test finishes it. */
    public JobDefinition held() {
        script.held = true;
        return this;
    }

    /** How it ends: passed, failed, timeout, unstable, …; the second outcome is for the first retry, and so on. */
    public JobDefinition ends(String... outcomes) {
        script.outcomes = List.of(outcomes);
        script.judged = false;
        return this;
    }

    public JobDefinition error(String text) {
        script.error = text;
        return this;
    }

    public JobDefinition log(String... lines) {
        script.log = List.of(lines);
        return this;
    }

    public JobDefinition cases(TestCase... cases) {
        script.cases = List.of(cases);
        return this;
    }

    /** How many of a hundred cases must pass from 5.0 on; without it, and up to 4.3, all. */
    public JobDefinition passRate(int percent) {
        script.passRate = percent;
        return this;
    }

    /** The report has testsuites at its root, of which Zadig keeps no time and counts skipped cases once (recorded). */
    public JobDefinition suites() {
        script.suites = true;
        return this;
    }

    /** The image that a build makes, instead of one named after service, time and task. */
    public JobDefinition image(String name) {
        script.image = name;
        return this;
    }

    /** The report was never uploaded (zadig-servers 18.5). */
    public JobDefinition reportLost() {
        script.reportLost = true;
        return this;
    }

    /** The spec as a server stores it, which the workflow's detail gives back. */
    JobDefinition stored(JsonNode spec) {
        stored = spec;
        return this;
    }

    /** The spec as a server of that line stores it. */
    JsonNode spec(Line line, String project) {
        return stored == null ? new StoredSpec(line, project).of(this) : stored;
    }

    /** A spec that a server could read when it was saved, but not when it runs or tells of it. */
    boolean isWrittenAsJson() {
        return stored != null;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    List<ServiceRef> services() {
        return List.copyOf(services);
    }

    List<String> repositories() {
        return repositories;
    }

    Map<String, String> variables() {
        return variables;
    }

    JobScript script() {
        return script;
    }

    String registry() {
        return registry;
    }

    String environment() {
        return environment;
    }

    String target() {
        return target;
    }

    String from() {
        return from;
    }

    String runPolicy() {
        return runPolicy;
    }

    String errorPolicy() {
        return errorPolicy;
    }

    int retries() {
        return retries;
    }

    List<String> deciders() {
        return deciders;
    }

    ApprovalDefinition approval() {
        return approval;
    }
}
