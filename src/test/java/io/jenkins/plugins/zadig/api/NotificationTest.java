package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is posted names a task, or nothing, or is refused; it never costs more than itself. */
class NotificationTest {
    private static Notification read(String body) throws IOException {
        return Notification.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String about(String fields) {
        return "{\"object_kind\":\"workflow\",\"workflow\":{" + fields + "},\"release_plan\":null}";
    }

    @ParameterizedTest
    @CsvSource({
        "workflow-event.created.v5, created",
        "workflow-event.waiting-approval.v5, running",
        "workflow-event.completed.v5, passed",
        "system-hook.complete_execute.v5, failed"
    })
    void taskIsNamed(String sample, String status) throws IOException {
        try (InputStream body = NotificationTest.class.getResourceAsStream("notification/" + sample + ".json")) {
            assertThat(Notification.read(body)).isEqualTo(new Notification("build-deploy", 31, status));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "31",
                "\"workflow\"",
                "{\"workflow\":null}",
                "{\"workflow\":[{\"task_id\":1}]}",
                "{\"workflow\":{}}",
                "{\"workflow\":{\"task_id\":1}}",
                "{\"workflow\":{\"workflow_name\":\"release\"}}",
                "{\"workflow\":{\"workflow_name\":\"release\",\"task_id\":0}}",
                "{\"workflow\":{\"workflow_name\":\"release\",\"task_id\":-1}}",
                "{\"workflow\":{\"workflow_name\":\"release\",\"task_id\":\"1\"}}",
                "{\"workflow\":{\"workflow_name\":\"release\",\"task_id\":1.5}}",
                "{\"workflow\":{\"workflow_name\":[\"release\"],\"task_id\":1}}",
                "{\"object_kind\":\"release_plan\",\"release_plan\":{\"workflow\":{\"workflow_name\":\"r\",\"task_id\":1}}}"
            })
    void whatNamesNoTaskIsNothing(String body) throws IOException {
        assertThat(read(body)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"workflow\":{\"task_id\":1,",
                "<html></html>",
                "task_id=1",
                "{\"workflow\":{\"task_id\":9223372036854775808,\"workflow_name\":\"release\"}}"
            })
    void whatIsNoJsonIsRefused(String body) throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(body));
    }

    @Test
    void depthIsBounded() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("{\"stages\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
    }

    @Test
    void longNamesAreNotKept() throws IOException {
        var longest = "x".repeat(256);
        assertThat(read(about("\"workflow_name\":\"" + longest + "\",\"task_id\":1"))
                        .workflow())
                .isEqualTo(longest);
        var name = "x".repeat(257);
        assertThat(read(about("\"workflow_name\":\"" + name + "\",\"task_id\":1")))
                .isNull();
        assertThat(read(about("\"workflow_name\":\"release\",\"task_id\":1,\"status\":\"" + name + "\""))
                        .status())
                .isEmpty();
    }

    @Test
    void errorsQuoteNothingOfTheBody() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("{\"spec\":\"a secret value\" oops}"))
                .satisfies(x -> assertThat(x.toString()).doesNotContain("a secret value"));
    }

    @Test
    void restOfTheBodyIsNotRead() throws IOException {
        var body = new ByteArrayInputStream((about("\"workflow_name\":\"release\",\"task_id\":7") + " ".repeat(100_000))
                .getBytes(StandardCharsets.UTF_8));
        assertThat(Notification.read(body).task()).isEqualTo(7);
        assertThat(body.available()).isPositive();
    }
}
