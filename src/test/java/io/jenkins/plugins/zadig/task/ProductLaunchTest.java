package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Feature;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A product workflow's task is launched once too, though nothing but its number and creator tells it from others. */
class ProductLaunchTest {
    private static final String WORKFLOW = "shop-product";
    private static final ProductRunRequest RUN = new ProductRunRequest(
            "shop", WORKFLOW, "dev", List.of(Map.of("service_name", "cart", "service_module", "api")), List.of());

    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private final MemoryJournal journal = new MemoryJournal();
    private ZadigSimulator zadig;
    private ZadigClient client;

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder().line(line));
        client = TestClients.of(zadig);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private CompletableFuture<Launched> launch(LaunchJournal itsJournal) {
        return launches.launch(client, RUN, ZadigSimulator.USER, itsJournal);
    }

    private LaunchJournal whileLookedFor(Runnable action) {
        return new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return journal.save(intent);
            }

            @Override
            public void answerLost(ZadigException why) {
                action.run();
            }
        };
    }

    @Test
    void intentIsSavedBeforeItIsSent() {
        start(Line.V3_0);

        var failure = time.failureOf(launch(new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
            }

            @Override
            public void answerLost(ZadigException why) {}
        }));

        assertThat(failure).hasMessage("disk full");
        assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).isEmpty();
    }

    @Test
    void onlyCandidateIsTaken() {
        start(Line.V1_18);
        zadig.launch(WORKFLOW, "bob");
        zadig.fault(Operation.CREATE_PRODUCT_TASK).lostAfterEffect().once();

        var launched = time.valueOf(launch(whileLookedFor(() -> zadig.launch(WORKFLOW, "alice"))));

        assertThat(launched).isEqualTo(new Launched(2, true));
        assertThat(journal.saved.get(0).baseline()).isEqualTo(1);
        assertThat(journal.saved.get(0).isKeyed()).isFalse();
    }

    @Test
    void twoThatFitAreBothNamed() {
        start(Line.V3_4_0);
        zadig.fault(Operation.CREATE_PRODUCT_TASK).lostAfterEffect().once();

        var failure = time.failureOf(launch(whileLookedFor(() -> zadig.launch(WORKFLOW, ZadigSimulator.USER))));

        assertThat(((LaunchLost) failure).candidates()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).hasSize(1);
    }

    @Test
    void taskOfAnotherBuildIsNotTaken() {
        start(Line.V3_2);
        zadig.fault(Operation.CREATE_PRODUCT_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(whileLookedFor(() -> {
            var id = zadig.launch(WORKFLOW, ZadigSimulator.USER).id();
            launches.claim(client, new TaskRef("zadig", WorkflowType.PRODUCT, "shop", WORKFLOW, id), 0);
        })));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
    }

    private static ProductRunRequest ofBranch(String branch) {
        var repository =
                Map.of("codehost_name", "gitlab", "repo_namespace", "shop", "repo_name", "cart", "branch", branch);
        return new ProductRunRequest(
                "shop",
                WORKFLOW,
                "dev",
                List.of(Map.of("service_name", "cart", "service_module", "api", "repo_info", List.of(repository))),
                List.of());
    }

    /** Another controller's, or a person's, with the same user. */
    @Test
    void taskOfAnotherBranchIsNotTaken() {
        start(Line.V3_2);
        zadig.fault(Operation.CREATE_PRODUCT_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launches.launch(
                client,
                ofBranch("main"),
                ZadigSimulator.USER,
                whileLookedFor(
                        () -> TestClients.valueOf(client.productWorkflows().run(ofBranch("release"))))));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
    }

    @Test
    void taskOfTheSameBranchIsTaken() {
        start(Line.V3_2);
        zadig.fault(Operation.CREATE_PRODUCT_TASK).lostAfterEffect().once();

        var launched =
                time.valueOf(launches.launch(client, ofBranch("main"), ZadigSimulator.USER, whileLookedFor(() -> {})));

        assertThat(launched).isEqualTo(new Launched(1, true));
    }

    @Test
    void sameKeyOfTheOtherTypeIsAnotherTask() {
        start(Line.V3_2);
        zadig.fault(Operation.CREATE_PRODUCT_TASK).lostAfterEffect().once();

        var launched = time.valueOf(
                launch(whileLookedFor(() -> launches.claim(client, new TaskRef("zadig", "shop", WORKFLOW, 1), 0))));

        assertThat(launched).isEqualTo(new Launched(1, true));
    }

    @Test
    void launchesOfOneWorkflowGoOneAfterAnother() {
        start(Line.V3_0);

        var first = launch(journal);
        var second = launch(journal);

        assertThat(List.of(time.valueOf(first).id(), time.valueOf(second).id())).containsExactlyInAnyOrder(1L, 2L);
        assertThat(journal.saved).extracting(LaunchIntent::baseline).containsExactly(0L, 1L);
        assertThat(zadig.tasks(WORKFLOW)).extracting(SimulatedTask::creator).containsOnly(ZadigSimulator.USER);
    }

    /** What can be built may have changed while the server took no runs. */
    @Test
    void runThatHadToWaitIsComparedAnew() {
        start(Line.V3_0);
        zadig.fault(Operation.CREATE_PRODUCT_TASK)
                .status(429)
                .header("Retry-After", "30")
                .once();
        var plans = new AtomicInteger();

        var failure = time.failureOf(launches.launchProduct(
                () -> client,
                () -> plans.incrementAndGet() == 1
                        ? CompletableFuture.completedFuture(RUN)
                        : CompletableFuture.failedFuture(new LaunchRefused(List.of())),
                () -> ZadigSimulator.USER,
                journal));

        assertThat(failure).isInstanceOf(LaunchRefused.class);
        assertThat(plans).hasValue(2);
        assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).hasSize(1);
        assertThat(zadig.tasks(WORKFLOW)).isEmpty();
    }

    @Test
    void nothingIsSentWhereThereAreNone() {
        start(Line.V3_4_1);

        var failure = time.failureOf(launch(journal));

        assertThat(((ZadigException.Unsupported) failure).feature()).isEqualTo(Feature.PRODUCT_WORKFLOWS);
        assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).isEmpty();
        assertThat(journal.saved).isEmpty();
    }
}
