package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Feature;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Orders without a key that are equal in everything, of a workflow of which nothing tells more: a product workflow, or one
 * whose creation the server has forgotten. What may be another one's is listed and not taken.
 */
class EqualOrdersTest {
    private static final String PRODUCT = "shop-product";
    private static final String CUSTOM = "renewed";

    private static final ProductRunRequest PRODUCT_RUN = new ProductRunRequest(
            "shop", PRODUCT, "dev", List.of(Map.of("service_name", "cart", "service_module", "api")), List.of());

    private static final String CODE = """
            name: renewed
            display_name: Renewed
            project: shop
            stages:
              - name: main
                approval: {enabled: false}
                jobs:
                  - name: work
                    type: freestyle
                    spec:
                      envs: [{key: WHO, value: nobody}]
                      advanced_setting: {timeout: 60}
                      runtime: {image_id: 64b000000000000000000001}
                      properties: {image_id: 64b000000000000000000001}
            """;

    private final ManualTimeline time = new ManualTimeline();
    private ZadigSimulator zadig;
    private WorkflowType type;
    private String workflow;
    private Operation creation;

    private void start(Line line, WorkflowType wanted) throws Exception {
        zadig = time.start(ZadigSimulator.builder().line(line));
        type = wanted;
        workflow = wanted == WorkflowType.PRODUCT ? PRODUCT : CUSTOM;
        creation = wanted == WorkflowType.PRODUCT ? Operation.CREATE_PRODUCT_TASK : Operation.CREATE_TASK;
        if (wanted == WorkflowType.CUSTOM) {
            var workflows = TestClients.of(zadig).customWorkflows();
            TestClients.valueOf(workflows.create(WorkflowCode.read(CODE)));
            TestClients.valueOf(workflows.update(WorkflowCode.read(CODE)));
            assertThat(TestClients.valueOf(workflows.detail("shop", CUSTOM)).createTime() == 0)
                    .isEqualTo(line.before(Line.V5_0_0));
        }
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    /** A controller, which knows nothing of others. */
    private final class OneController {
        private final ZadigClient client = TestClients.of(zadig);
        private final MemoryStore store = new MemoryStore();
        private final MemoryJournal journal = new MemoryJournal();
        private Launches launches;

        OneController() {
            restart();
        }

        private void restart() {
            launches = new Launches(time, LaunchSettings.DEFAULT, store);
        }

        CompletableFuture<Launched> launch(Runnable whenLost) {
            var keeping = new LaunchJournal() {
                @Override
                public CompletableFuture<Void> save(LaunchIntent intent) {
                    return journal.save(intent);
                }

                @Override
                public void answerLost(ZadigException why) {
                    whenLost.run();
                }
            };
            return type == WorkflowType.PRODUCT
                    ? launches.launch(client, PRODUCT_RUN, ZadigSimulator.USER, keeping)
                    : Planner.plan(client, Orders.unkeyed(CUSTOM, new JobInput("work", "freestyle", Map.of())))
                            .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, keeping));
        }

        /** What a build that comes back after a restart looks for. */
        CompletableFuture<Launched> resume(int saved) {
            return launches.resume(() -> client, type, "shop", workflow, journal.saved.get(saved), new MemoryJournal());
        }
    }

    private List<Long> candidates(CompletableFuture<Launched> launching) {
        return ((LaunchLost) time.failureOf(launching)).candidates();
    }

    private void make(OneController controller) {
        TestClients.valueOf(controller.launch(() -> {}));
    }

    /** Each type of workflow on the lines that have it. */
    @ParameterizedTest
    @CsvSource({
        "V1_18, CUSTOM",
        "V1_18, PRODUCT",
        "V2_3, CUSTOM",
        "V2_3, PRODUCT",
        "V3_2, CUSTOM",
        "V3_2, PRODUCT",
        "V5_0, CUSTOM"
    })
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    private @interface OnEachLine {}

    @OnEachLine
    void ofTwoControllersBothAreListedWhereBothWereMade(Line line, WorkflowType wanted) throws Exception {
        start(line, wanted);
        var own = new OneController();
        var other = new OneController();
        zadig.fault(creation).lostAfterEffect().once();

        assertThat(candidates(own.launch(() -> make(other)))).containsExactlyInAnyOrder(1L, 2L);
        own.restart();
        assertThat(candidates(own.resume(0))).containsExactlyInAnyOrder(1L, 2L);
        assertThat(zadig.requests(creation)).hasSize(2);
    }

    @OnEachLine
    void ofAnotherControllerWhoseTasksWereSeenNoneIsTaken(Line line, WorkflowType wanted) throws Exception {
        start(line, wanted);
        var own = new OneController();
        var other = new OneController();
        make(own);
        make(other);
        zadig.fault(creation).lostBeforeEffect().once();

        assertThat(candidates(own.launch(() -> make(other)))).containsExactly(3L);
        own.restart();
        assertThat(candidates(own.resume(1))).containsExactly(3L);
        assertThat(zadig.requests(creation)).hasSize(4);
    }

    /** Both come back after a restart, and either can have made what is there. */
    @OnEachLine
    void ofTwoBuildsThatComeBackNeitherTakesWhatBothCanHaveMade(Line line, WorkflowType wanted) throws Exception {
        start(line, wanted);
        var own = new OneController();
        make(own);
        zadig.fault(creation).lostBeforeEffect().once();
        assertThat(candidates(own.launch(() -> {}))).isEmpty();
        zadig.fault(creation).lostAfterEffect().once();
        assertThat(time.valueOf(own.launch(() -> {}))).isEqualTo(new Launched(2, true));

        // It stopped before either knew.
        own.restart();
        var first = own.resume(1);
        var second = own.resume(2);
        assertThat(candidates(first)).containsExactly(2L);
        assertThat(candidates(second)).containsExactly(2L);
        assertThat(zadig.requests(creation)).hasSize(3);
    }

    /** They are gone from 3.4.1 on, and nothing is sent. */
    @Test
    void productWorkflowsOfLaterServersAreRefused() throws Exception {
        start(Line.V5_0, WorkflowType.PRODUCT);

        var failure = time.failureOf(new OneController().launch(() -> {}));

        assertThat(((ZadigException.Unsupported) failure).feature()).isEqualTo(Feature.PRODUCT_WORKFLOWS);
        assertThat(zadig.requests(creation)).isEmpty();
    }
}
