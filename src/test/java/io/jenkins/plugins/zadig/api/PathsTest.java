package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names become one path segment or one query value, whatever is in them. */
class PathsTest {
    private static ZadigSimulator zadig;

    @BeforeAll
    static void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterAll
    static void close() {
        zadig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"发布 流程", "a b", "a%20b", "100%", "a#b", "a?b=c", "a;b", "a&b", "a+b", "🚀", "..a", "~*'()!$,=:@"
            })
    void nameArrivesAsItIs(String name) {
        zadig.define(WorkflowDefinition.of("shop", name).stage("build"));

        assertThat(valueOf(workflows().detail("shop", name)).key()).isEqualTo(name);

        failureOf(workflows().task(name, 1));
        var requests = zadig.requests(Operation.GET_TASK);
        assertThat(requests.get(requests.size() - 1).query()).containsEntry("workflowKey", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "/",
                "x/../../view",
                "a\\..\\b",
                "..%2Fview",
                "a%2fb",
                "a%5Cb",
                "%2e%2E",
                "%2e"
            })
    void nameThatWouldBecomeAnotherPathIsNotSent(String name) {
        zadig.forgetRequests();

        Stream.<CompletableFuture<?>>of(
                        workflows().detail("shop", name),
                        workflows().tasks("shop", name, 1, 10),
                        workflows().retry("shop", name, 1),
                        workflows().remark(name, 1, "x"))
                .forEach(call -> {
                    var failure = failureOf(call);
                    assertThat(failure)
                            .isInstanceOf(ZadigException.Invalid.class)
                            .hasMessage("\"" + name + "\" cannot be part of a path");
                    assertThat(failure.delivery()).isEqualTo(ZadigException.Delivery.NEVER_SENT);
                });

        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void pagesBeginAtOne() {
        assertThat(failureOf(workflows().tasks("shop", "nightly", 0, 10))).isInstanceOf(ZadigException.Invalid.class);
        assertThat(failureOf(workflows().tasks("shop", "nightly", 1, 0))).isInstanceOf(ZadigException.Invalid.class);
        assertThat(valueOf(workflows().tasks("shop", "nightly", 1, 1)).tasks()).isEmpty();
    }

    @Test
    void serverMayHaveAPath() throws Exception {
        var call = Call.get("openapi/projects/project").query("pageNum", 1);

        assertThat(call.at(URI.create("https://example.com/zadig")))
                .hasToString("https://example.com/zadig/openapi/projects/project?pageNum=1");
        assertThat(call.at(URI.create("https://example.com/zadig/")))
                .hasToString("https://example.com/zadig/openapi/projects/project?pageNum=1");
    }

    @Test
    void messageLeavesTheQueryOut() {
        zadig.fault(Operation.GET_TASK).status(500).once();

        assertThat(failureOf(workflows().task("what-users-typed", 1)))
                .hasMessage("GET /openapi/workflows/custom/task → 500");
    }

    private static CustomWorkflows workflows() {
        return TestClients.of(zadig).customWorkflows();
    }
}
