package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The JUnit reports of test jobs, case by case: {@code /api/aslan/testing/itreport}, on every line (section 6.3). */
public final class TestReports {
    private final Transport transport;

    TestReports(Transport transport) {
        this.transport = transport;
    }

    /**
     * The cases of a finished test job. The report's own totals are left out, as they do not always add up.
     *
     * @param job the task job's name
     */
    public CompletableFuture<List<TestCase>> cases(String workflow, long id, String job) {
        return Calls.send(() -> transport.send(
                Call.get(
                        "api",
                        "aslan",
                        "testing",
                        "itreport",
                        "workflowv4",
                        workflow,
                        "id",
                        Long.toString(id),
                        "job",
                        job),
                TestReports::read));
    }

    private static List<TestCase> read(byte[] body) throws IOException {
        var cases = new ArrayList<TestCase>();
        try (var parser = Json.MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no report");
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("testcase")) {
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            cases.add(parser.readValueAs(TestCase.class));
                        }
                    }
                }
            }
        }
        cases.removeIf(testCase -> testCase == null);
        return List.copyOf(cases);
    }
}
