package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import central.memory.Scheduled;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskNotice;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that the end of a task starts. */
class TaskEndTriggerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    private final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private ZadigSimulator zadig;
    private Job<?, ?> job;
    private TaskEndTrigger trigger;

    @BeforeEach
    void start() throws IOException {
        zadig = ZadigSimulator.start(Line.V5_0);
        for (String workflow : List.of("ship-cart", "ship-pay", "clean")) {
            zadig.define(WorkflowDefinition.of("shop", workflow)
                    .stage("run")
                    .job(JobDefinition.freestyle("run")));
        }
        jenkins.token("zadig", zadig.token());
        jenkins.servers(new ZadigServer("zadig", zadig.url().toString(), "zadig"));
        job = jenkins.build().getParent();
        Files.deleteIfExists(job.getRootDir().toPath().resolve("zadig/task-ends.json"));
    }

    @AfterEach
    void stop() {
        if (trigger != null) {
            trigger.stop();
        }
        zadig.close();
    }

    /** Its own looks stop after the first, as the tests say when to look. */
    private void waitFor(String pattern, String... workflows) {
        trigger = new TaskEndTrigger("shop", pattern);
        trigger.start(job, true);
        for (String workflow : workflows) {
            await().atMost(SOON).until(() -> remembers(workflow));
        }
        ExtensionList.lookupSingleton(TaskEnds.class).remove(trigger);
    }

    private boolean remembers(String workflow) {
        return TaskEnds.Memory.of(job).workflows().stream().anyMatch(seen -> seen.workflow().equals(workflow));
    }

    private void look() throws Exception {
        new TaskEnds().look(List.of(trigger)).get();
    }

    private SimulatedTask passed(String workflow) throws Exception {
        var task = zadig.launch(workflow, ZadigSimulator.USER);
        await().atMost(SOON).until(task::isCompleted);
        return task;
    }

    private List<String> causes() {
        return Scheduled.of(job).stream()
                .flatMap(item -> item.getActions(CauseAction.class).stream())
                .flatMap(action -> action.getCauses().stream())
                .map(Cause::getShortDescription)
                .toList();
    }

    @Test
    void startsOneBuildForEachEnd() throws Exception {
        passed("ship-cart");
        waitFor("ship-cart", "ship-cart");
        look();
        assertThat(causes()).as("what had ended before is no news").isEmpty();

        passed("ship-cart");
        look();
        look();

        assertThat(causes()).containsExactly("Started as the Zadig task ship-cart #2 ended: passed");
        var environment = new EnvVars();
        Scheduled.of(job)
                .get(0)
                .getActions(TaskEndCause.Told.class)
                .forEach(told -> told.buildEnvironment(jenkins.build(), environment));
        assertThat(environment)
                .containsEntry("ZADIG_TRIGGER_TASK", "2")
                .containsEntry("ZADIG_TRIGGER_STATUS", "passed")
                .containsEntry(
                        "ZADIG_TRIGGER_URL", zadig.url() + "v1/projects/detail/shop/pipelines/custom/ship-cart/2");
    }

    @Test
    void remembersAcrossARestart() throws Exception {
        waitFor("ship-cart", "ship-cart");
        passed("ship-cart");
        look();
        assertThat(causes()).hasSize(1);

        waitFor("ship-cart", "ship-cart");
        look();

        assertThat(causes()).hasSize(1);
        passed("ship-cart");
        look();
        assertThat(causes()).hasSize(2);
    }

    @Test
    void endsOnTheServerThatIsThereInsteadAreNoNewsAtFirst() throws Exception {
        passed("ship-cart");
        waitFor("ship-cart", "ship-cart");
        try (var other = ZadigSimulator.start(Line.V5_0)) {
            other.define(WorkflowDefinition.of("shop", "ship-cart")
                    .stage("run")
                    .job(JobDefinition.freestyle("run")));
            for (int i = 0; i < 3; i++) {
                var task = other.launch("ship-cart", ZadigSimulator.USER);
                await().atMost(SOON).until(task::isCompleted);
            }
            jenkins.token("other", other.token());
            jenkins.servers(new ZadigServer("zadig", other.url().toString(), "other"));
            look();
            assertThat(causes()).isEmpty();

            var task = other.launch("ship-cart", ZadigSimulator.USER);
            await().atMost(SOON).until(task::isCompleted);
            look();
            assertThat(causes()).containsExactly("Started as the Zadig task ship-cart #4 ended: passed");
        }
        jenkins.servers(new ZadigServer("zadig", zadig.url().toString(), "zadig"));
        passed("ship-cart");
        look();
        assertThat(causes()).as("what ended there meanwhile").hasSize(1);
    }

    /** What the version before kept says neither where nor in which project that was. */
    @Test
    void whatAnEarlierVersionKeptHolds() throws Exception {
        passed("ship-cart");
        var file = job.getRootDir().toPath().resolve("zadig/task-ends.json");
        waitFor("ship-cart", "ship-cart");
        assertThat(Files.readString(file)).contains(zadig.url().toString(), "shop");
        var kept = TaskEnds.Memory.of(job).workflows().get(0);
        TaskEnds.Memory.file(job)
                .write(
                        new TaskEnds.Memory(List.of(new SeenTasks("", "", "ship-cart", kept.tasks()))),
                        true);
        passed("ship-cart");
        look();
        assertThat(causes()).hasSize(1);
    }

    /** The list as it was before the end comes after the end was told. */
    @Test
    void answerThatIsOlderStartsNoSecondBuild() throws Exception {
        waitFor("ship-cart", "ship-cart");
        zadig.hold("ship-cart", "run");
        var task = zadig.launch("ship-cart", ZadigSimulator.USER);
        zadig.awaitTask("ship-cart", now -> now.job("run").status().equals("running"), SOON);
        zadig.fault(Operation.LIST_TASKS).hang().once();
        var slow = new TaskEnds().look(List.of(trigger));
        zadig.awaitRequests(Operation.LIST_TASKS, 2, SOON);
        // By the answer to this one, that of the slow one is made.
        look();
        task.job("run").finish("passed");
        await().atMost(SOON).until(task::isCompleted);
        look();
        assertThat(causes()).hasSize(1);

        zadig.endFaults();
        slow.get();
        look();
        assertThat(causes()).hasSize(1);
    }

    /** The next job of the name would take what is in its folder for its own. */
    @Test
    void nothingIsWrittenForAJobThatWasDeleted() throws Exception {
        waitFor("ship-cart", "ship-cart");
        passed("ship-cart");
        try (var files = Files.walk(job.getRootDir().toPath())) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        look();

        assertThat(job.getRootDir()).doesNotExist();
        assertThat(causes()).isEmpty();
        assertThat(trigger.isGone()).isTrue();
        assertThat(job.getRootDir().mkdirs()).isTrue();
    }

    @Test
    void heedsOnlyTheEndsAndWorkflowsThatCount() throws Exception {
        waitFor("ship-*", "ship-cart", "ship-pay");
        trigger.statuses = "failed, timeout";
        look();

        passed("ship-cart");
        passed("clean");
        look();
        assertThat(causes()).isEmpty();

        trigger.statuses = " ";
        passed("ship-pay");
        passed("clean");
        look();
        assertThat(causes()).containsExactly("Started as the Zadig task ship-pay #1 ended: passed");
    }

    @Test
    void looksAtOnceWhenZadigNotifies() throws Exception {
        trigger = new TaskEndTrigger("shop", "ship-cart");
        trigger.start(job, true);
        await().atMost(SOON).until(() -> remembers("ship-cart"));

        var task = passed("ship-cart");
        Controller.get()
                .notice(
                        new NotificationAddress("", "zadig"),
                        new TaskNotice("zadig", "ship-cart", task.id(), "passed"));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(causes()).hasSize(1));
    }

    @Test
    void saysWhatIsNoEnd() {
        var form = new TaskEndTrigger.DescriptorImpl();

        assertThat(form.doCheckStatuses("passed, failed").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckStatuses("succeeded").getMessage()).contains("succeeded", "passed, failed");
    }
}
