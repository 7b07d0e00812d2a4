package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the API document works from a Jenkinsfile on each server line that has it, sends what that line
 * reads, and gives back what came of it; each line without it says so.
 */
class DocumentOperationsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<DocumentOperation, Walk> WALKS = walks();

    private static Map<DocumentOperation, Walk> walks() {
        var walks = new EnumMap<DocumentOperation, Walk>(DocumentOperation.class);
        walks.putAll(ProductWalks.all());
        walks.putAll(CustomWalks.all());
        walks.putAll(ViewWalks.all());
        return walks;
    }

    @Test
    void noOperationIsLeftOut() {
        assertThat(WALKS).containsOnlyKeys(DocumentOperation.values());
        assertThat(WALKS)
                .allSatisfy((operation, walk) -> assertThat(walk.jenkinsfile).contains(operation.step + "("));
    }

    @TestFactory
    Stream<DynamicContainer> everyOperationOnEveryLine() {
        return Arrays.stream(DocumentOperation.values())
                .map(operation -> dynamicContainer(
                        operation.heading,
                        Arrays.stream(Line.values())
                                .map(line -> dynamicTest(line.toString(), () -> walk(operation, line)))));
    }

    private static void walk(DocumentOperation operation, Line line) throws Exception {
        var walk = WALKS.get(operation);
        try (var zadig = ZadigSimulator.start(line)) {
            if (operation == DocumentOperation.RUN_WORKFLOW && line == Line.V3_4_0) {
                refusesToBuild(walk, zadig);
            } else if (operation.isOn(line)) {
                walk.given.arrange(zadig);
                zadig.forgetRequests();
                works(operation, walk, zadig);
            } else {
                saysWhatItLacks(operation, walk, zadig);
            }
        }
    }

    /** The tag 3.4.0 builds nothing (zadig-servers 6.4). */
    private static void refusesToBuild(Walk walk, ZadigSimulator zadig) throws Exception {
        var run = Preview.of(zadig.url(), zadig.token()).run(walk.jenkinsfile);

        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(errors(run)).singleElement().asString().contains("3.4.0", "3.4.1");
        assertThat(zadig.requests())
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"));
    }

    private static void works(DocumentOperation operation, Walk walk, ZadigSimulator zadig) throws Exception {
        var run = Preview.of(zadig.url(), zadig.token()).run(walk.jenkinsfile);

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.nodes(operation.step)).isNotEmpty();
        for (String line : walk.printed) {
            assertThat(run.log()).contains(line.replace("URL", zadig.url().toString()));
        }
        arrived(operation, walk, zadig);
    }

    private static void saysWhatItLacks(DocumentOperation operation, Walk walk, ZadigSimulator zadig) throws Exception {
        var run = Preview.of(zadig.url(), zadig.token()).run(walk.jenkinsfile);

        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.nodes(operation.step)).hasSize(1);
        assertThat(errors(run)).singleElement().asString().contains(operation.servers.message);
        assertThat(run.log()).doesNotContain("\tat ", "404", "500");
        assertThat(zadig.requests())
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"));
        if (operation.servers == DocumentOperation.Servers.NONE) {
            // Nothing else tells whether a server can.
            arrived(operation, walk, zadig);
        }
    }

    private static Stream<String> errors(PreviewRun run) {
        return run.log().lines().filter(line -> line.startsWith("ERROR:"));
    }

    /** Asserts the request; a change is sent once. */
    private static void arrived(DocumentOperation operation, Walk walk, ZadigSimulator zadig) throws Exception {
        var requests = zadig.requests(operation.simulated);
        assertThat(requests).as(operation.route).isNotEmpty();
        if (!operation.method().equals("GET")) {
            assertThat(requests).hasSize(1);
        }
        var request = requests.get(requests.size() - 1);
        assertThat(request.method()).isEqualTo(operation.method());
        assertThat(request.path()).isEqualTo(walk.path).matches(operation.paths());
        assertThat(request.query()).isEqualTo(walk.query);
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + zadig.token());
        var wanted = walk.body.apply(zadig.line());
        if (wanted.startsWith("{")) {
            assertThat(body(request)).isEqualTo(MAPPER.readTree(wanted));
        } else {
            assertThat(request.body()).isEqualTo(wanted);
        }
    }

    /** The body, without the one value that is another each time. */
    private static JsonNode body(RecordedRequest request) throws JsonProcessingException {
        var body = MAPPER.readTree(request.body());
        for (JsonNode variable : body.path("parameters")) {
            if (variable.path("name").asText().equals("JENKINS_LAUNCH_KEY")) {
                assertThat(variable.path("value").asText()).isNotBlank();
                ((ObjectNode) variable).put("value", "…");
            }
        }
        return body;
    }

    @Test
    void everyOperationHasARowInTheReference() throws Exception {
        var reference = Files.readString(Path.of("../../docs/api.md"));
        var rows = Pattern.compile("(?m)^\\| (\\p{IsHan}[^|]*) \\| `([^`]*)` \\| ([^|]*) \\| ([^|]*) \\|$")
                .matcher(reference)
                .results()
                .toList();

        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactly(Arrays.stream(DocumentOperation.values())
                        .map(operation -> operation.heading)
                        .toArray(String[]::new));
        for (DocumentOperation operation : DocumentOperation.values()) {
            var row = rows.get(operation.ordinal());
            assertThat(row.group(2)).isEqualTo(operation.route);
            assertThat(row.group(3)).startsWith(operation.servers.inTable);
            assertThat(row.group(4)).contains("`" + operation.step + "`");
        }
    }
}
