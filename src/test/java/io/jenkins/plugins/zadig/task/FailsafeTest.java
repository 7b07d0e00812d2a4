package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Defects;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is thrown where nobody hears it is in the log, and does not fill it. */
class FailsafeTest {
    private final Logged log = new Logged(Defects.class.getName());

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    private static RuntimeException thrownAt(String place) {
        var thrown = new IllegalStateException("of " + place);
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("FailsafeTest", place, "FailsafeTest", 1)});
        return thrown;
    }

    @Test
    void whatArmingThrowsIsLogged() {
        var again = thrownAt("arming");
        Failsafe.run(
                () -> {
                    throw thrownAt("work");
                },
                thrown -> {
                    throw again;
                });
        assertThat(log.records).extracting(LogRecord::getThrown).containsExactly(again);
    }

    @Test
    void whatNothingIsArmedForIsLogged() {
        var thrown = thrownAt("nothing");
        Failsafe.run(() -> {
            throw thrown;
        });
        assertThat(log.records).extracting(LogRecord::getThrown).containsExactly(thrown);
    }

    @Test
    void whatIsThrownAgainAndAgainIsOneStackTraceAndFigures() {
        for (int i = 0; i < 1_000; i++) {
            Failsafe.run(() -> {
                throw thrownAt("poll");
            });
        }
        assertThat(log.records).hasSize(4);
        assertThat(log.records.get(0).getThrown()).isNotNull();
        assertThat(log.records.subList(1, 4)).extracting(LogRecord::getThrown).containsOnlyNulls();
        assertThat(log.records.subList(1, 4))
                .extracting(LogRecord::getMessage)
                .allMatch(line -> line.contains("FailsafeTest.poll"))
                .extracting(line -> line.replaceAll("\\D*(\\d+) times", "$1"))
                .allMatch(line -> line.matches(".*(10|100|1000)"));
    }
}
