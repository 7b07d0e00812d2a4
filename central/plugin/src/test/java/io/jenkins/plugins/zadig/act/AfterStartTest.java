package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.LateWord;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.Timeline;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A build that does not come back after a start of the controller says what became of its task. */
class AfterStartTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
        Jenkins.get().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    private StepHarness nightly(Map<String, ?> more) {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        var arguments = new HashMap<String, Object>(Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job)));
        arguments.putAll(more);
        return Preview.of(zadig.url(), zadig.token())
                .harness("zadigRunCustomWorkflow", arguments)
                .start();
    }

    /** After {@link StepHarness#shutDown} the controller starts again, and the build fails as it cannot be resumed. */
    private static void startWithout(StepHarness harness) {
        harness.kill();
        ExtensionList.lookupSingleton(AfterStart.class).onLoaded();
    }

    private static LateWord awaitWord(StepHarness harness) {
        await().atMost(SOON).until(() -> {
            ExtensionList.lookupSingleton(AfterStart.class).look();
            return !BuildTasks.of(harness.run()).getLateWords().isEmpty();
        });
        return BuildTasks.of(harness.run()).getLateWords().get(0);
    }

    @Test
    void taskThatGoesOnIsToldWithItsLink() {
        var harness = nightly(Map.of()).awaitLog("Stage test").shutDown();
        startWithout(harness);
        assertThat(harness.log()).contains("This build ends without waiting for its Zadig task nightly #1");
        assertThat(harness.links()).last().asString().contains("nightly/1");
        var word = awaitWord(harness);
        assertThat(word.getText()).contains("nightly #1");
        assertThat(word.getUrl()).startsWith(zadig.url().toString()).contains("nightly/1");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        // Once is enough.
        ExtensionList.lookupSingleton(AfterStart.class).look();
        assertThat(BuildTasks.of(harness.run()).getLateWords()).hasSize(1);
    }

    /** Nobody but those who are logged in may read jobs, as nearly everywhere; the plugin's own threads must find them. */
    @Test
    void taskIsToldWhereNotEverybodyMayRead() {
        var harness = nightly(Map.of()).awaitLog("Stage test").shutDown();
        Jenkins.get().setAuthorizationStrategy(new AuthorizationStrategy() {
            @Override
            public ACL getRootACL() {
                return ACL.lambda2((user, permission) -> false);
            }

            @Override
            public Collection<String> getGroups() {
                return Set.of();
            }
        });
        startWithout(harness);
        await().atMost(SOON).until(() -> {
            Controller.get().workers.execute(ExtensionList.lookupSingleton(AfterStart.class)::look);
            return !BuildTasks.of(harness.run()).getLateWords().isEmpty();
        });
    }

    @Test
    void taskThatHasEndedIsTold() {
        var harness = nightly(Map.of()).awaitLog("Stage test");
        harness.shutDown();
        zadig.task("nightly", 1).job("smoke").finish("passed");
        await().atMost(SOON).until(() -> zadig.task("nightly", 1).isCompleted());
        startWithout(harness);
        assertThat(awaitWord(harness).getText()).contains("nightly #1", "passed");
    }

    @Test
    void cancellationThatHadBegunIsBroughtToItsEnd() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of()).awaitLog("Stage test").abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        harness.shutDown();
        zadig.endFaults();
        startWithout(harness);
        assertThat(awaitWord(harness).getText()).contains("nightly #1");
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }

    /** Verbs know from now on of a hundred seconds where one has passed. */
    private static void hurry() throws ReflectiveOperationException {
        var field = Controller.class.getField("timeline");
        field.setAccessible(true);
        var real = Controller.get().timeline;
        var begin = real.nanos();
        field.set(Controller.get(), new Timeline() {
            @Override
            public Instant now() {
                return real.now();
            }

            @Override
            public long nanos() {
                return begin + 100 * (real.nanos() - begin);
            }

            @Override
            public Runnable after(Duration delay, Runnable action) {
                return real.after(delay, action);
            }

            @Override
            public Runnable every(Duration period, Runnable action) {
                return real.every(period, action);
            }
        });
    }

    @Test
    void cancellationOutlastsAnOutage() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of()).awaitLog("Stage test").abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        harness.shutDown();
        zadig.endFaults();
        var outage = zadig.fault(Operation.CANCEL_TASK).status(503).always();
        zadig.forgetRequests();
        hurry();
        startWithout(harness);
        var after = ExtensionList.lookupSingleton(AfterStart.class);
        await().atMost(SOON).until(() -> {
            after.look();
            return zadig.requests(Operation.CANCEL_TASK).size() > 4;
        });
        assertThat(BuildTasks.of(harness.run()).getLateWords()).isEmpty();
        outage.end();
        awaitWord(harness);
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }

    private static OpenTask kept(StepHarness harness) {
        return OpenTaskFile.all(harness.run()).get(0).task();
    }

    /** After the start it is told and dealt with by what is kept alone. */
    @Test
    void fateThatATimeLimitChoseIsKept() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of("runTimeout", "1s", "onAbort", "leave"));
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        await().atMost(SOON).until(() -> kept(harness).stopping());
        assertThat(kept(harness).onAbort()).isEqualTo(WaitOptions.Fate.CANCEL);
    }

    @Test
    void abortWhileTheAnswerIsOutIsKeptAndObeyed() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of());
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        // As it is without the state of the program, which may not be written any more.
        harness.optimized().abort("alice").awaitLog("Aborting");
        await().atMost(Duration.ofSeconds(5)).until(() -> kept(harness).stopping());
        assertThat(harness.crash().await().result()).isEqualTo(Result.ABORTED);
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }

    @Test
    void endFromOutsideWhileTheAnswerIsOutIsKept() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of());
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        harness.kill();
        await().atMost(Duration.ofSeconds(5)).until(() -> kept(harness).stopping());
    }

    /** Other builds need the threads that look. */
    @Test
    void serverThatHangsHoldsNobodyUp() {
        var harness = nightly(Map.of()).awaitLog("Stage test").shutDown();
        zadig.fault(Operation.GET_TASK).hangBeforeEffect().always();
        startWithout(harness);
        var after = ExtensionList.lookupSingleton(AfterStart.class);
        await().atMost(SOON).until(() -> {
            assertThat(CompletableFuture.runAsync(after::look)).succeedsWithin(SOON);
            return !zadig.requests(Operation.GET_TASK).isEmpty();
        });
        zadig.endFaults();
        assertThat(awaitWord(harness).getText()).contains("nightly #1");
    }

    @Test
    void buildThatCameBackIsLeftToItself() {
        var harness = nightly(Map.of()).awaitLog("Stage test").crash().awaitLog("Jenkins was restarted");
        var after = ExtensionList.lookupSingleton(AfterStart.class);
        after.onLoaded();
        after.look();
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
        after.look();
        assertThat(BuildTasks.of(harness.run()).getLateWords()).isEmpty();
    }

    /** Not even the file of another build that cannot be read. */
    @Test
    void nothingKeepsABuildFromBeingToldOf() throws Exception {
        var harness = nightly(Map.of()).awaitLog("Stage test").shutDown();
        var marks = Jenkins.get().getRootDir().toPath().resolve("zadig-open-tasks");
        var broken = new ArrayList<Path>();
        for (int i = 0; i < 20; i++) {
            broken.add(Files.createDirectories(marks.resolve("broken" + i)));
        }
        startWithout(harness);
        var build = harness.run().getExternalizableId();
        ExtensionList.lookupSingleton(AfterStart.class).looked(build, null, new LinkageError("loader"));
        assertThat(awaitWord(harness).getText()).contains("nightly #1");
        for (Path folder : broken) {
            Files.delete(folder);
        }
    }
}
