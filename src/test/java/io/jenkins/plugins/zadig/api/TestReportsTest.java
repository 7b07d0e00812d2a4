package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fetching the report of a test job, in good and bad weather. */
class TestReportsTest {
    private static ZadigSimulator zadig;
    private static String job;

    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeAll
    static void runTests() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.launch("nightly", "alice");
        var task = zadig.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
        job = task.job("smoke").name();
    }

    @AfterAll
    static void close() {
        zadig.close();
    }

    @Test
    void bringsTheCases() {
        var cases = valueOf(fetch());
        assertThat(cases)
                .extracting(TestCase::name)
                .containsExactly(
                        "emptyCartCostsNothing",
                        "addsAnItem",
                        "removesAnItem",
                        "ordersTheCart",
                        "refundsAnOrder",
                        "logsIn");
        assertThat(cases.get(4).skipped()).isEmpty();
        assertThat(cases.get(0))
                .isEqualTo(new TestCase("shop.CartTest", "emptyCartCostsNothing", 0.12, null, null, null, "", ""));
    }

    @Test
    void sampleIsReadCaseByCase() throws Exception {
        String sample;
        try (var file = TestReportsTest.class.getResourceAsStream("report/case-level.json")) {
            sample = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var fault = zadig.fault(Operation.TEST_REPORT).status(200, sample).always();
        try {
            var cases = valueOf(fetch());
            assertThat(cases)
                    .extracting(TestCase::name)
                    .containsExactly("test_login", "test_logout", "test_order", "test_refund");
            assertThat(cases.get(2).failure().message()).isEqualTo("AssertionError: 500 != 200");
            assertThat(cases.get(3).skipped()).isNotNull();
        } finally {
            fault.end();
        }
    }

    @Test
    void manyCasesComeThrough() {
        var one = "{\"tc_name\":\"case\",\"classname\":\"shop.ManyTest\",\"time\":0.01},";
        var fault = zadig.fault(Operation.TEST_REPORT)
                .status(
                        200,
                        "{\"functionTestSuite\":{\"testcase\":[" + one.repeat(99_999) + one.replace("},", "}") + "]}}")
                .always();
        try {
            // Far more than the answers to other calls may have.
            assertThat(valueOf(fetch())).hasSize(100_000);
        } finally {
            fault.end();
        }
    }

    @Test
    void answerThatBreaksOffIsAskedForAgainFromTheStart() {
        var fault = zadig.fault(Operation.TEST_REPORT).resetInBody().once();
        assertThat(valueOf(fetch())).hasSize(6);
        assertThat(fault.hits()).isOne();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void gatewayWithoutItsServerIsAskedAgain() {
        zadig.fault(Operation.TEST_REPORT).status(502).once();
        assertThat(valueOf(fetch())).hasSize(6);
    }

    @Test
    void missingReportIsTheServersError() {
        var failure = failureOf(TestClients.of(zadig).testReports().cases("nightly", 1, "nobody", Cases::new));
        assertThat(failure).isInstanceOf(ZadigException.Internal.class).hasMessageContaining("cannot find step task");
    }

    @Test
    void halfAReportIsMalformed() {
        zadig.fault(Operation.TEST_REPORT).truncatedJson().once();
        assertThat(failureOf(fetch()))
                .isInstanceOf(ZadigException.Malformed.class)
                .hasMessageContaining("JSON that cannot be read");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void pageOfAProxyIsMalformed() {
        zadig.fault(Operation.TEST_REPORT).html(200).once();
        assertThat(failureOf(fetch()))
                .isInstanceOf(ZadigException.Malformed.class)
                .hasMessageEndingWith("200: an HTML page instead of JSON");
    }

    @Test
    void emptyAnswerIsMalformed() {
        zadig.fault(Operation.TEST_REPORT).status(200).once();
        assertThat(failureOf(fetch()))
                .isInstanceOf(ZadigException.Malformed.class)
                .hasMessageEndingWith("200: an empty answer instead of JSON");
    }

    @Test
    void collectorThatFailsFailsTheCallOnly() {
        var failure = failureOf(TestClients.of(zadig)
                .testReports()
                .cases("nightly", 1, job, () -> (Consumer<TestCase>) testCase -> {
                    throw new IllegalStateException("full");
                }));
        assertThat(failure).isInstanceOf(ZadigException.Malformed.class).hasRootCauseMessage("full");
    }

    private CompletableFuture<Cases> fetch() {
        return TestClients.of(zadig).testReports().cases("nightly", 1, job, () -> {
            attempts.incrementAndGet();
            return new Cases();
        });
    }

    private static final class Cases extends ArrayList<TestCase> implements Consumer<TestCase> {
        private static final long serialVersionUID = 1L;

        @Override
        public void accept(TestCase testCase) {
            add(testCase);
        }
    }
}
