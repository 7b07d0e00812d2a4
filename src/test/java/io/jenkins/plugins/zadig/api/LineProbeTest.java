package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineProbeTest {
    @ParameterizedTest
    @EnumSource
    void knowsEachLineByItsRoutes(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            assertThat(valueOf(TestClients.of(zadig).line())).isEqualTo(expected(line));
        }
    }

    private static ServerLine expected(Line line) {
        if (line.before(Line.V2_3)) {
            return line == Line.V1_18 ? ServerLine.UP_TO_1_18 : ServerLine.UP_TO_2_2;
        }
        if (line.before(Line.V3_4_0)) {
            return line.before(Line.V3_2)
                    ? ServerLine.UP_TO_3_1
                    : line == Line.V3_2 ? ServerLine.UP_TO_3_2 : ServerLine.UP_TO_3_3;
        }
        if (line == Line.V3_4_0) {
            return ServerLine.V3_4_0;
        }
        if (line.before(Line.V4_0)) {
            return ServerLine.FROM_3_4_1;
        }
        if (line.before(Line.V4_1)) {
            return ServerLine.FROM_4_0;
        }
        if (line.before(Line.V4_2)) {
            return ServerLine.FROM_4_1;
        }
        if (line == Line.V4_2) {
            return ServerLine.FROM_4_2;
        }
        return line.before(Line.V5_0_0) ? ServerLine.FROM_4_3 : ServerLine.FROM_5_0;
    }

    @Test
    void userWithoutPermissionSeesTheRouteAllTheSame() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.fault(Operation.GET_MANUAL_EXEC).status(403).always();

            assertThat(valueOf(TestClients.of(zadig).line())).isEqualTo(ServerLine.FROM_5_0);
        }
    }

    @Test
    void whoMayNotAskWhatTellsTheBranchFromTheTagIsPlannedForAsTheTag() {
        try (var zadig = ZadigSimulator.start(Line.R3_4)) {
            zadig.fault(Operation.LIST_LARK_GROUPS).status(403).always();

            assertThat(valueOf(TestClients.of(zadig).line())).isEqualTo(ServerLine.V3_4_0);
        }
    }

    @Test
    void troubleDoesNotMakeTheBranchTheTag() {
        try (var zadig = ZadigSimulator.start(Line.R3_4)) {
            zadig.fault(Operation.LIST_LARK_GROUPS).status(503).always();

            assertThat(failureOf(TestClients.of(zadig).line())).isInstanceOf(ZadigException.Unavailable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 500})
    void refusalByAnythingButZadigDoesNotMakeAnOldServerANewOne(int status) {
        try (var zadig = ZadigSimulator.start(Line.V3_2)) {
            zadig.fault(Operation.UNKNOWN).html(status).always();

            assertThat(failureOf(TestClients.of(zadig).line())).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void pageInBetweenDoesNotMakeANewServerAnOldOne(int status) {
        try (var zadig = ZadigSimulator.start(Line.V3_4_0)) {
            zadig.fault(Operation.GET_LOG).html(status).always();

            assertThat(failureOf(TestClients.of(zadig).line())).isInstanceOf(ZadigException.Unsupported.class);
        }
    }

    @Test
    void errorOfZadigItselfShowsTheRoute() {
        try (var zadig = ZadigSimulator.start(Line.V4_1)) {
            zadig.fault(Operation.GET_LOG)
                    .status(500, "{\"code\":500,\"message\":\"Internal Error: \",\"description\":\"no storage\"}")
                    .always();

            assertThat(valueOf(TestClients.of(zadig).line())).isEqualTo(ServerLine.FROM_4_1);
        }
    }

    @Test
    void troubleIsNoAnswer() {
        try (var zadig = ZadigSimulator.start(Line.V3_2)) {
            zadig.fault(Operation.UNKNOWN).status(503).always();

            assertThat(failureOf(TestClients.of(zadig).line())).isInstanceOf(ZadigException.Unavailable.class);
        }
    }

    @Test
    void logInPageIsNoAnswer() {
        try (var zadig = ZadigSimulator.start(Line.V4_1)) {
            zadig.fault(Operation.GET_LOG).html(200).always();

            assertThat(failureOf(TestClients.of(zadig).line())).isInstanceOf(ZadigException.Malformed.class);
        }
    }
}
