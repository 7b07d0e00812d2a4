package io.jenkins.plugins.zadig.simulator;

import java.util.List;
import java.util.function.UnaryOperator;

/** A simulator that does as a recorded server, filled as that was. */
public final class RecordedServer {
    private RecordedServer() {}

    /** Starts one. */
    public static ZadigSimulator start(Line line) {
        // Under another name than the recording's, its stages have approvals from the start.
        return start(line, line == Line.V5_0 ? "5.0" : "as " + line);
    }

    /** Starts 1.18 or 2.3 as it was first filled: stages were stored without an approval object. */
    public static ZadigSimulator withoutApprovals(Line line) {
        return start(line, line.toString());
    }

    private static ZadigSimulator start(Line line, String name) {
        var filled = line.before(Line.V3_1)
                ? "1.18"
                : line.before(Line.V3_4_0) ? "3.2" : line == Line.V3_4_0 ? "3.4" : "5.0";
        var recording = new Recording(
                name, line, Recording.lines("filled-" + filled + ".json").get(0), List.of());
        return new Filling(recording).start(0, UnaryOperator.identity());
    }
}
