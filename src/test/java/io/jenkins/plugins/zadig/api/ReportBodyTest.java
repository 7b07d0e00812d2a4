package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a test report as its bytes come. */
class ReportBodyTest {
    private static final String HEAD =
            "{\"functionTestSuite\":{\"tests\":2,\"failures\":0,\"skips\":1,\"errors\":0,\"time\":1.5,\"testcase\":[";
    private static final String TAIL = "],\"suite_type\":\"testsuite\",\"name\":\"\"}}";
    private static final int MEGABYTE = 1 << 20;

    private final Cases cases = new Cases();
    private final ReportBody<Cases> body = new ReportBody<>(cases);
    private final Demand demand = new Demand();

    @Test
    void readsACaseWhole() throws Exception {
        send("{\"tc_name\":\"ordersTheCart\",\"classname\":\"shop.OrderTest\",\"time\":1.42,"
                + "\"failure\":{\"message\":\"was 500\",\"type\":\"AssertionError\",\"text\":\"at OrderTest:41\"},"
                + "\"skipped\":null,\"system_out\":\"out\",\"system_err\":\"err\",\"error\":null}");
        assertThat(all())
                .containsExactly(new TestCase(
                        "shop.OrderTest",
                        "ordersTheCart",
                        1.42,
                        new TestCase.Trouble("was 500", "AssertionError", "at OrderTest:41"),
                        null,
                        null,
                        "out",
                        "err"));
    }

    @Test
    void tellsErrorsAndSkippedCases() throws Exception {
        send("{\"error\":{\"message\":\"boom\"}},{\"skipped\":{}},{\"skipped\":{\"message\":\"later\"}},"
                + "{\"skipped\":{\"type\":\"x\",\"text\":\"why\"}}");
        assertThat(all().get(0).error()).isEqualTo(new TestCase.Trouble("boom", "", ""));
        assertThat(all()).extracting(TestCase::skipped).containsExactly(null, "", "later", "why");
    }

    @Test
    void handsOverACaseAsSoonAsItIsComplete() {
        begin();
        bytes(HEAD + "{\"tc_name\":\"a\"},{\"tc_name\":\"b\"");
        assertThat(cases).extracting(TestCase::name).containsExactly("a");
    }

    @Test
    void asksForOneBufferAfterTheOther() {
        begin();
        bytes(HEAD);
        bytes("{\"tc_name\":\"a\"},");
        assertThat(demand.requested).containsExactly(1L, 1L, 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64})
    void itDoesNotMatterHowTheBytesArePacked(int size) throws Exception {
        var report = (HEAD + "{\"tc_name\":\"é 测试 😀 \\u00e9\",\"time\":12.5}" + TAIL).getBytes(StandardCharsets.UTF_8);
        begin();
        for (int at = 0; at < report.length; at += size) {
            body.onNext(List.of(ByteBuffer.wrap(report, at, Math.min(size, report.length - at))));
        }
        body.onComplete();
        assertThat(all().get(0).name()).isEqualTo("é 测试 😀 é");
        assertThat(all().get(0).seconds()).isEqualTo(12.5);
    }

    @Test
    void brokenUtf8IsReplaced() throws Exception {
        begin();
        bytes(HEAD + "{\"tc_name\":\"a");
        body.onNext(List.of(ByteBuffer.wrap(new byte[] {(byte) 0xFF, (byte) 0xE6, (byte) 0xB5})));
        bytes("b\"}" + TAIL);
        body.onComplete();
        assertThat(all().get(0).name()).matches("a\uFFFD+b");
    }

    @Test
    void bareControlCharactersAreRead() throws Exception {
        send("{\"system_out\":\"a\u0001\nb\"}");
        assertThat(all().get(0).output()).isEqualTo("a\u0001\nb");
    }

    @Test
    void oddTimesAreTold() throws Exception {
        send(
                "{\"time\":-3},{\"time\":NaN},{\"time\":\"0.25\"},{\"time\":\"soon\"},{\"time\":1e999},{\"time\":null},{}");
        assertThat(all())
                .extracting(TestCase::seconds)
                .containsExactly(-3.0, Double.NaN, 0.25, Double.NaN, Double.POSITIVE_INFINITY, 0.0, 0.0);
    }

    @Test
    void whatDoesNotBelongIsLeftOut() throws Exception {
        send(
                "1,null,[{\"tc_name\":\"x\"}],{\"tc_name\":{\"a\":[1]},\"failure\":[1],\"error\":false,\"new\":{\"tc_name\":\"x\"}},"
                        + "{\"tc_name\":\"a\",\"failure\":{\"message\":{\"a\":1},\"text\":7}},{\"failure\":\"short\"}");
        assertThat(all()).hasSize(3);
        assertThat(all().get(0)).isEqualTo(new TestCase("", "", 0, null, null, null, "", ""));
        assertThat(all().get(1).failure()).isEqualTo(new TestCase.Trouble("", "", "7"));
        assertThat(all().get(2).failure()).isEqualTo(new TestCase.Trouble("", "", "short"));
    }

    @Test
    void suiteWithoutCasesIsAReport() throws Exception {
        begin();
        bytes("{\"functionTestSuite\":{\"tests\":0,\"testcase\":null}}");
        body.onComplete();
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"text\"",
                "{\"functionTestSuite\":null}",
                "{\"functionTestSuite\":{\"testcase\":[",
                "{\"functionTestSuite\":{\"testcase\":[{\"tc_name\":\"a\"}",
                "{\"functionTestSuite\":{\"testcase\":[}]}",
                "<html>"
            })
    void whatIsNoReportFails(String text) {
        begin();
        bytes(text);
        body.onComplete();
        assertThatThrownBy(this::all).isInstanceOf(IOException.class);
        assertThat(new String(body.getBody().toCompletableFuture().join(), StandardCharsets.UTF_8))
                .isEqualTo(text.substring(0, Math.min(64, text.length())));
    }

    @Test
    void deepNestingFails() {
        begin();
        bytes(HEAD + "[".repeat(10_000));
        body.onComplete();
        assertThatThrownBy(this::all).isInstanceOf(IOException.class);
        assertThat(demand.cancelled).isTrue();
    }

    @Test
    void tooLargeAReportIsNotReadToItsEnd() {
        var small = new ReportBody<>(cases, HEAD.length() + 2);
        small.onSubscribe(demand);
        small.onNext(List.of(ByteBuffer.wrap((HEAD + "{}").getBytes(StandardCharsets.UTF_8))));
        assertThat(demand.cancelled).isFalse();

        small.onNext(List.of(ByteBuffer.wrap(new byte[] {','}), ByteBuffer.wrap(new byte[] {'{', '}'})));
        assertThat(demand.cancelled).isTrue();
        assertThat(cases).hasSize(1);
        assertThatThrownBy(() -> small.getBody().toCompletableFuture().join())
                .hasRootCauseInstanceOf(CappedBody.TooLarge.class)
                .hasRootCauseMessage("larger than " + (HEAD.length() + 2) + " bytes");
    }

    @Test
    void brokenConnectionFails() {
        begin();
        bytes(HEAD);
        body.onError(new IOException("reset"));
        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("reset");
    }

    @Test
    void longTextIsCutInTheMiddle() throws Exception {
        begin();
        bytes(HEAD + "{\"tc_name\":\"a\",\"system_out\":\"begin ");
        for (int i = 0; i < 10; i++) {
            bytes("x".repeat(MEGABYTE));
        }
        bytes(" end\"},{\"tc_name\":\"b\"}" + TAIL);
        body.onComplete();
        assertThat(all()).extracting(TestCase::name).containsExactly("a", "b");
        assertThat(all().get(0).output())
                .startsWith("begin xxx")
                .contains("...[truncated]...")
                .endsWith("xxx end")
                .hasSizeBetween(ReportParser.MAX_TEXT, ReportParser.MAX_TEXT + 50);
    }

    /** 100,000 cases with 2 KB each pass through; what stays in memory is far less than a part of them. */
    @Test
    void manyCasesNeedNoMemory() throws Exception {
        var count = new Count();
        var reading = new ReportBody<>(count);
        reading.onSubscribe(demand);
        var before = used();
        reading.onNext(List.of(ByteBuffer.wrap(HEAD.getBytes(StandardCharsets.UTF_8))));
        var most = 0L;
        for (int i = 0; i < 100; i++) {
            reading.onNext(chunks(thousandCases(i)));
            if (i % 20 == 19) {
                most = Math.max(most, used() - before);
            }
        }
        reading.onNext(List.of(ByteBuffer.wrap(("{}" + TAIL).getBytes(StandardCharsets.UTF_8))));
        reading.onComplete();
        assertThat(reading.decode(new byte[0]).cases).isEqualTo(100_001);
        assertThat(count.seconds).isCloseTo(100_000 * 0.25, within(1e-6));
        assertThat(most).isLessThan(32L * MEGABYTE);
    }

    private static byte[] thousandCases(int part) throws IOException {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            out.write(("{\"tc_name\":\"case" + part + "-" + i + "\",\"classname\":\"shop.Test" + part
                            + "\",\"time\":0.25,\"failure\":null,\"system_out\":\"" + "o".repeat(2_000) + "\"},")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static List<ByteBuffer> chunks(byte[] bytes) {
        var chunks = new ArrayList<ByteBuffer>();
        for (int at = 0; at < bytes.length; at += 16_384) {
            chunks.add(ByteBuffer.wrap(bytes, at, Math.min(16_384, bytes.length - at)));
        }
        return chunks;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void begin() {
        body.onSubscribe(demand);
    }

    private void bytes(String text) {
        body.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private void send(String written) {
        begin();
        bytes(HEAD + written + TAIL);
        body.onComplete();
    }

    private List<TestCase> all() throws IOException {
        return body.decode(body.getBody().toCompletableFuture().join());
    }

    private static final class Cases extends ArrayList<TestCase> implements Consumer<TestCase> {
        private static final long serialVersionUID = 1L;

        @Override
        public void accept(TestCase testCase) {
            add(testCase);
        }
    }

    private static final class Count implements Consumer<TestCase> {
        private int cases;
        private double seconds;

        @Override
        public void accept(TestCase testCase) {
            cases++;
            seconds += testCase.seconds();
        }
    }
}
