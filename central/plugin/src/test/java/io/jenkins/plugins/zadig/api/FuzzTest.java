package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Answers, reports, logs, workflow code and notifications that were good once: values of other types, missing and doubled
 * fields, endless nesting, broken bytes. All of it is read or refused, by the errors that callers expect. How many are
 * tried, {@code -Djqwik.tries.default} says.
 */
class FuzzTest {
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    private static final List<Class<?>> TYPES = List.of(
            WorkflowTask.class,
            WorkflowDetail.class,
            TaskPage.class,
            TaskSummary[].class,
            ProductTaskDetail.class,
            WorkflowView[].class,
            Projects.Page.class,
            ManualExecution.class,
            CommitTask[].class,
            Repository.class);

    private static final List<String> ANSWERS = List.of(
            "{\"task_id\":7,\"workflow_key\":\"w\",\"status\":\"running\",\"create_time\":1,\"params\":[{\"name\":\"V\",\"type\":"
                + "\"string\",\"value\":\"1\",\"is_credential\":true}],\"stages\":[{\"name\":\"build\",\"status\":\"\",\"approval\":"
                + "{\"enabled\":true,\"native_approval\":{\"approve_users\":[{\"user_name\":\"a\"}],\"needed_approvers\":1}},"
                + "\"jobs\":[{\"name\":\"job-0\",\"type\":\"zadig-build\",\"status\":\"\",\"job_info\":{\"job_name\":\"b\"},\"spec\":"
                + "{\"repos\":[{\"repo_name\":\"r\",\"pr\":1,\"prs\":[1]}],\"envs\":[{\"key\":\"k\",\"value\":\"v\"}]}}]}]}",
            "{\"total\":1,\"workflow_tasks\":[{\"task_id\":7,\"workflow_key\":\"w\",\"status\":\"running\",\"create_time\":1}]}",
            "{\"workflow_key\":\"w\",\"params\":[{\"name\":\"L\",\"type\":\"choice\",\"choice_option\":[\"a\"]}],\"stages\":[{\"name\":"
                + "\"s\",\"parallel\":true,\"jobs\":[{\"name\":\"b\",\"type\":\"zadig-test\",\"run_policy\":\"\",\"spec\":"
                + "{\"test_modules\":[{\"name\":\"t\"}],\"service_and_builds\":[{\"service_name\":\"s\",\"service_module\":\"m\"}]}}]}]}",
            "[{\"name\":\"v\",\"update_time\":1,\"workflows\":[{\"workflow_key\":\"w\",\"workflow_type\":\"custom\"}]}]",
            "{\"functionTestSuite\":{\"tests\":2,\"testcase\":[{\"tc_name\":\"a\",\"time\":1.5,\"failure\":{\"message\":\"m\",\"text\":"
                + "\"t\"},\"skipped\":null},{\"tc_name\":\"b\",\"classname\":\"C\",\"skipped\":{},\"system_out\":\"o\"}]}}",
            "{\"object_kind\":\"workflow\",\"event\":\"workflow\",\"workflow\":{\"task_id\":7,\"project_name\":\"p\",\"workflow_name\":"
                + "\"w\",\"status\":\"passed\",\"create_time\":1,\"stages\":[{\"jobs\":[{}]}],\"task_creator\":\"c\"}}",
            "{\"code\":6160,\"message\":\"m\",\"description\":\"d\",\"type\":\"error\",\"extra\":{}}");

    private static final List<String> CODES = List.of(
            "name: w\n"
                    + "project: p\n"
                    + "stages:\n"
                    + "- name: s\n"
                    + "  jobs:\n"
                    + "  - {name: b, type: 'zadig-build'}\n"
                    + "params: &a [1, 2]\n"
                    + "more: *a\n",
            "{\"name\":\"w\",\"project\":\"p\",\"stages\":[{\"name\":\"s\",\"jobs\":[]}],\"n\":1e5}",
            "name: >\n  w\nproject: |\n  p\n? complex\n: \"\\u263a\"\n",
            "%YAML 1.1\n---\nname: !!str w\nproject: p\n...\n");

    private static final String LOG =
            "event:message\ndata:\u001b[31mred\u001b[0m \u202e x\r\n\ndata: 50%\r100%\n\nevent:message\ndata:end\n\n";

    /** Text in which a few places are broken. */
    private static byte[] broken(String good, Random random) {
        var bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 2; i--) {
            var at = random.nextInt(bytes.length - 1);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, random.nextInt(at + 1), at));
                case 3 -> bytes = spliced(bytes, at, new byte[] {'{', '"', '[', ':', '&', '*', '!', '\t', '\n', '-'});
                case 4 ->
                    bytes = spliced(bytes, at, ("[".repeat(random.nextInt(5_000))).getBytes(StandardCharsets.UTF_8));
                default ->
                    bytes = spliced(bytes, at, ("9".repeat(random.nextInt(2_000))).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] piece) {
        return ByteBuffer.allocate(bytes.length + piece.length)
                .put(bytes, 0, at)
                .put(piece)
                .put(bytes, at, bytes.length - at)
                .array();
    }

    /** JSON in which values have other types, or are missing, doubled or strange. */
    private static byte[] mutated(String good, Random random) throws IOException {
        var tree = Json.MAPPER.readTree(good);
        for (int i = random.nextInt(5); i > 0; i--) {
            change(tree, random);
        }
        var text = tree.toString();
        return random.nextInt(3) == 0 ? broken(text, random) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void change(JsonNode tree, Random random) {
        var containers = new ArrayList<JsonNode>();
        collect(tree, containers);
        var one = containers.get(random.nextInt(containers.size()));
        if (one instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, strange(random));
            }
        } else if (one instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), strange(random));
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode strange(Random random) {
        var make = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.numberNode(random.nextBoolean() ? Double.MAX_VALUE : -0.5);
            case 3 -> make.booleanNode(random.nextBoolean());
            case 4 -> make.textNode("");
            case 5 -> make.textNode("\u0000\u001b[8mha:////\u202e\n\ud800" + random.nextInt());
            case 6 -> make.textNode("x".repeat(random.nextInt(10_000)));
            case 7 -> make.objectNode();
            case 8 -> make.arrayNode();
            case 9 -> make.arrayNode().add(make.arrayNode().add(make.nullNode()));
            case 10 -> make.objectNode().set("a", make.objectNode().set("a", make.nullNode()));
            default -> make.numberNode(new BigInteger("9".repeat(1 + random.nextInt(500))));
        };
    }

    @Provide
    Arbitrary<byte[]> answers() {
        return Arbitraries.randoms().map(random -> {
            try {
                return mutated(ANSWERS.get(random.nextInt(ANSWERS.size())), random);
            } catch (IOException x) {
                throw new AssertionError(x);
            }
        });
    }

    @Provide
    Arbitrary<byte[]> codes() {
        return Arbitraries.randoms().map(random -> broken(CODES.get(random.nextInt(CODES.size())), random));
    }

    @Provide
    Arbitrary<byte[]> logs() {
        return Arbitraries.randoms().map(random -> broken(LOG.repeat(1 + random.nextInt(3)), random));
    }

    @Property
    void answersAreReadOrRefused(@ForAll("answers") byte[] answer) {
        for (Class<?> type : TYPES) {
            try {
                var value = Json.MAPPER.readValue(answer, type);
                if (value instanceof WorkflowTask task) {
                    assertThat(task.jobs()).isNotNull();
                    assertThat(task.toString()).isNotNull();
                }
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Property
    void errorsAreToldInOneLineWithoutTheToken(@ForAll("answers") byte[] answer, @ForAll int status) throws Exception {
        var call = Call.get("api/directory/workflowTask");
        var failure = ErrorAnswer.read(call, new Answer(300 + Math.floorMod(status, 300), NO_HEADERS, answer), "d");
        assertThat(failure.getMessage())
                .startsWith("GET /api/directory/workflowTask → ")
                .doesNotContainPattern("[\\p{Cc}\\u202E]");
        assertThat(failure.getMessage().length()).isLessThan(2_000);
    }

    @Property
    void reportsAreReadOrRefused(@ForAll("answers") byte[] answer, @ForAll int cut) {
        var body = new ReportBody<Consumer<TestCase>>(
                test -> assertThat(test.name()).isNotNull());
        deliver(body, answer, cut);
        try {
            assertThat(body.decode(body.getBody().toCompletableFuture().join())).isNotNull();
        } catch (IOException | CompletionException expected) {
            assertThat(expected).isNotNull();
        }
    }

    @Property
    void logsAreCleanLines(@ForAll("logs") byte[] log, @ForAll int cut) {
        var lines = new ArrayList<String>();
        deliver(new LogEvents(lines::add), log, cut);
        var archived = new LogBody(5);
        deliver(archived, log, cut);
        lines.addAll(archived.decode(new byte[0]).lines());
        assertThat(lines)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("[\\p{Cc}&&[^\\t]]|[\\u202A-\\u202E]")
                        .hasSizeLessThanOrEqualTo(LogText.MAX_LINE + 1));
    }

    private static void deliver(HttpResponse.BodySubscriber<byte[]> reader, byte[] bytes, int cut) {
        reader.onSubscribe(new Demand());
        var at = Math.floorMod(cut, bytes.length + 1);
        reader.onNext(List.of(ByteBuffer.wrap(bytes, 0, at)));
        reader.onNext(List.of(ByteBuffer.wrap(bytes, at, bytes.length - at)));
        reader.onComplete();
    }

    @Property
    void codeIsReadOrSaidToBeBroken(@ForAll("codes") byte[] code) {
        try {
            var read = WorkflowCode.read(new String(code, StandardCharsets.UTF_8));
            assertThat(read.key()).isNotBlank();
            assertThat(read.project()).isNotBlank();
        } catch (WorkflowCode.Broken broken) {
            assertThat(broken.line()).isNotNegative();
            assertThat(broken.detail()).doesNotContain("\n");
        }
    }

    @Property
    void notificationsAreReadOrRefused(@ForAll("answers") byte[] body) {
        try {
            var read = Notification.read(new ByteArrayInputStream(body));
            if (read != null) {
                assertThat(read.workflow()).isNotEmpty();
                assertThat(read.task()).isPositive();
            }
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        } catch (RuntimeException defect) {
            fail("Not an error of reading", defect);
        }
    }
}
