package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes the two answers that a wait reads, beside Jackson's tree of the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodingBenchmark {
    /** Rows of the list page. */
    public static final int ROWS = 50;

    private static final int DETAIL_BYTES = 5_000_000;
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private byte[] detail;
    private byte[] page;

    /** Makes the answers. */
    @Setup
    public void make() throws IOException {
        detail = largeDetail();
        page = listPage();
    }

    /** A task of 5 MB: the jobs of a real one, again and again, each with its spec. */
    public static byte[] largeDetail() throws IOException {
        var task = (ObjectNode) sample("task/v5-passed.json");
        var stages = (ArrayNode) task.get("stages");
        var jobs = (ArrayNode) stages.get(0).get("jobs");
        var job = jobs.get(0);
        var more = (DETAIL_BYTES - PLAIN.writeValueAsBytes(task).length) / (PLAIN.writeValueAsBytes(job).length + 1);
        for (int i = 0; i <= more; i++) {
            jobs.add(((ObjectNode) job.deepCopy()).put("name", "job-0-0-" + i + "-build"));
        }
        return PLAIN.writeValueAsBytes(task);
    }

    /** A page of a workflow's list. */
    public static byte[] listPage() throws IOException {
        var list = (ObjectNode) sample("tasks/v5.json");
        var rows = (ArrayNode) list.get("workflow_tasks");
        var row = (ObjectNode) rows.get(0);
        rows.removeAll();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row.deepCopy().put("task_id", 10_000 - i));
        }
        return PLAIN.writeValueAsBytes(list);
    }

    private static JsonNode sample(String name) throws IOException {
        try (var in = Json.class.getResourceAsStream(name)) {
            return PLAIN.readTree(in);
        }
    }

    @Benchmark
    public WorkflowTask detail() throws IOException {
        return Json.MAPPER.readValue(detail, WorkflowTask.class);
    }

    @Benchmark
    public JsonNode detailAsTree() throws IOException {
        return PLAIN.readTree(detail);
    }

    @Benchmark
    public TaskPage page() throws IOException {
        return Json.MAPPER.readValue(page, TaskPage.class);
    }

    @Benchmark
    public JsonNode pageAsTree() throws IOException {
        return PLAIN.readTree(page);
    }
}
