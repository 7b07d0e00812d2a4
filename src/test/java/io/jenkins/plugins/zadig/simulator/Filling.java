package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Fills a simulator as the real server was filled before it was recorded. */
final class Filling {
    private static final int SECOND_SERVER_5_0 = 635;
    private static final int SECOND_SERVER_4_3 = 512;
    private static final int CHANGED_3_4 = 297;
    private static final Set<String> CHANGED = Set.of(
            "release",
            "release-fixed",
            "release-gated",
            "release-all",
            "release-stored",
            "two-deploys",
            "promote",
            "free",
            "tests-repos",
            "tests-strict",
            "scan",
            "mixed");

    private final Recording recording;

    Filling(Recording recording) {
        this.recording = recording;
    }

    ZadigSimulator start() {
        return start(0);
    }

    /** As the server was from that exchange on, without a network. */
    ZadigSimulator start(int number) {
        return start(number, SimulatorBuilder::direct);
    }

    /** The same with a front of its own. */
    ZadigSimulator start(int number, UnaryOperator<SimulatorBuilder> front) {
        var settings = recording.filled().path("settings");
        var zadig = front.apply(ZadigSimulator.builder())
                .line(recording.line())
                .withoutCatalogue()
                .clock(new SimulatedClock(Instant.ofEpochSecond(1795980000)))
                .schedulerInterval(Duration.ofSeconds(3))
                .preparation(Duration.ofSeconds(1))
                .reportLag(Duration.ofMillis(900))
                .jobDuration(Duration.ofSeconds(1))
                .cancelLag(Duration.ofMillis(700))
                .workflowConcurrency(settings.path("workflow_concurrency").asInt())
                .registries(names(settings.path("registries")))
                .codehosts(names(settings.path("codehosts")))
                .start();
        zadig.fill(world -> fill(world, settings, number));
        if (recording.name().equals("by-the-plugin-5.0b")) {
            // The project that documents and demonstration speak of.
            DemoCatalogue.on(recording.line()).forEach(zadig::define);
        }
        recording.filled().path("users").forEach(user -> join(zadig, user));
        return zadig;
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private void fill(World world, JsonNode settings, int number) {
        recording.filled().path("projects").forEach(project -> {
            var key = project.path("project_key").asText();
            var definition = world.project(key);
            definition.name = project.path("project_name").asText();
            definition.environments.addAll(names(settings.path("envs")));
            settings.path("services")
                    .path(key)
                    .fields()
                    .forEachRemaining(service -> service.getValue()
                            .forEach(module -> definition.service(service.getKey(), module.asText())));
            if (recording.isByThePlugin()) {
                definition.services().keySet().forEach(service -> definition.workloads.add("Deployment/" + service));
            }
        });
        branch(world, "cart", "main", "6f30c59c56b4e58c2294a5d2576f8c991b670db9", "first commit of cart");
        branch(world, "cart", "release", "b8e301cd67e67570c6757117a9c8f66e083bbf50", "release of cart");
        branch(world, "common", "main", "119e82e08f314bf34d551b19114c7206819617ca", "first commit of common");
        branch(world, "common", "release", "0481eb7aa21fad7a0ae6e1dc354d43e0d70968e2", "release of common");
        define(world, number);
    }

    private static void branch(World world, String repository, String branch, String commit, String message) {
        world.git().branch("shop/" + repository, branch, new Commit(commit, message, "Author"));
    }

    private void define(World world, int number) {
        if (recording.isByThePlugin() && recording.line().hasProductWorkflows()) {
            for (String key : List.of("pw", "pw-artifact", "pw-both")) {
                world.define(product(key));
            }
        }
        for (JsonNode workflow : recording.filled().path("workflows")) {
            // The first line takes no capitals in a key.
            if (recording.line() != Line.V1_18 || workflow.path("name").asText().matches("[a-z0-9-]+")) {
                world.define(read(world, workflow, number));
            }
        }
    }

    /** Product workflows were filled by hand: they build both services and deploy what they have built. None ever ran. */
    private static WorkflowDefinition product(String key) {
        return WorkflowDefinition.product("demo", key)
                .displayName("PW " + key)
                .stage("build")
                .job(JobDefinition.build("build")
                        .service("cart", "api")
                        .service("pay", "web")
                        .repositories("cart", "common")
                        .variable("LEVEL", "debug"))
                .stage("deploy")
                .job(JobDefinition.deploy("deploy", "dev"))
                .concurrencyLimit(0);
    }

    private WorkflowDefinition read(World world, JsonNode workflow, int number) {
        var name = workflow.path("name").asText();
        workflow = workflow.deepCopy();
        // On what jobs run was taken out of some, as it was the server's own.
        for (JsonNode base : workflow.findParents("image_id")) {
            if (base.path("image_id").asText().isEmpty()) {
                ((ObjectNode) base).put("image_id", "64b000000000000000000001");
            }
        }
        if (!hasApprovals(number)) {
            for (JsonNode stage : workflow.path("stages")) {
                if (!stage.path("approval").path("enabled").asBoolean()) {
                    ((ObjectNode) stage).remove("approval");
                }
            }
        }
        if ("5.0".equals(recording.name()) && number >= SECOND_SERVER_5_0) {
            // There the test was content with a rate of 40 %.
            workflow.path("script")
                    .path("jobs")
                    .findParents("report")
                    .forEach(unit -> ((ObjectNode) unit).put("outcome", "passed"));
        }
        var definition = new DefinitionReader(world, !isChanged(name, number)).read(workflow);
        var script = workflow.path("script");
        definition.stages().stream().flatMap(stage -> stage.jobs.stream()).forEach(job -> script(job, script));
        return definition;
    }

    private static void script(JobDefinition job, JsonNode script) {
        var own = script.path("jobs").path(job.name());
        var first = own.isArray() ? own.path(0) : own;
        job.takes(Duration.ofSeconds(first.path("duration")
                .asInt(script.path("default").path("duration").asInt(1))));
        if (own.isArray()) {
            job.ends(
                    own.path(0).path("outcome").asText(),
                    own.path(1).path("outcome").asText());
        } else if (own.has("outcome")) {
            job.ends("passed".equals(own.path("outcome").asText()) ? "passed" : "failed");
        }
        if (own.has("report")) {
            job.cases(CASES).suites();
        }
    }

    /** What the tests of all servers report. */
    private static final TestCase[] CASES = new TestCase[] {
        TestCase.passed("c.A", "ok", 0.5),
        TestCase.failed("c.A", "bad", 0.5, "[T] m <1>", "stack"),
        TestCase.error("c.A", "err", 0.25, "[E] boom", "trace"),
        TestCase.skipped("c.A", "skip")
    };

    private static void join(ZadigSimulator zadig, JsonNode user) {
        var joined =
                zadig.user(user.path("name").asText()).admin(user.path("admin").asBoolean());
        if (!user.path("admin").asBoolean()) {
            zadig.projects().forEach(project -> {
                var may = names(user.path("projects").path(project));
                if (!may.contains("execute")) {
                    joined.deny(Permission.EXECUTE);
                }
                if (!may.contains("admin")) {
                    joined.deny(Permission.ADMINISTER);
                }
                if (!may.contains("view")) {
                    joined.hide(project);
                }
            });
        }
    }

    /** Whether the server was asked to change the workflow after it was created, which stores it as it is sent. */
    private boolean isChanged(String workflow, int number) {
        return switch (recording.name()) {
            case "5.0" -> number < SECOND_SERVER_5_0 && !workflow.equals("two-jobs") && CHANGED.contains(workflow);
            case "3.4" -> number >= CHANGED_3_4;
            default -> false;
        };
    }

    /** Between these the stages of the old lines had an approval object each. */
    private boolean hasApprovals(int number) {
        return switch (recording.name()) {
            case "1.18" -> number >= 316 && number < 327;
            case "2.3" -> number >= 274 && number < 429;
            default -> true;
        };
    }

    /** Whether another server begins with this exchange. */
    boolean begins(int number) {
        return "5.0".equals(recording.name()) && number == SECOND_SERVER_5_0
                || "4.3".equals(recording.name()) && number == SECOND_SERVER_4_3;
    }

    /** What was changed on the server beside the recorded exchanges. */
    void change(int number, ZadigSimulator zadig) {
        if (number > 1 && hasApprovals(number) != hasApprovals(number - 1)
                || "3.4".equals(recording.name()) && number == CHANGED_3_4) {
            zadig.fill(world -> {
                define(world, number);
                world.workflows().forEach(workflow -> world.changedBy(workflow.key(), hasApprovals(number)));
            });
        }
        if ("5.0".equals(recording.name()) && (number == 583 || number == 614)) {
            zadig.advance(Duration.ofSeconds(10));
            zadig.restartZadig();
        }
        if ("5.0".equals(recording.name()) && (number == 575 || number == 581)) {
            var events = number == 575 ? new String[] {"start_execute", "complete_execute"} : new String[0];
            zadig.systemHook("http://hooks.example.com/system", "secret", events);
        }
        if ("4.3".equals(recording.name()) && number == SECOND_SERVER_4_3) {
            // The second server had run some before.
            zadig.fill(world -> {
                world.skip("two-jobs", 3);
                world.skip("Gate-Then-Deploy", 3);
                world.skip("approve-zero", 1);
                world.skip("long-vm", 7);
            });
        }
    }
}
