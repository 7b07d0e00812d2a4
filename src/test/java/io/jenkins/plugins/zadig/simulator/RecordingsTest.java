package io.jenkins.plugins.zadig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The simulator answers as ten real servers did: each recorded request is sent in order to a simulator that was filled as
 * the server was. What cannot be played is listed in {@code recordings/unequal.txt}, by exchange, with the reason; that
 * list may only shrink.
 */
class RecordingsTest {
    @ParameterizedTest
    @CsvSource({
        "V1_18, 1.18, 1.18",
        "V2_3, 1.18, 2.3",
        "V3_2, 3.2, 3.2",
        "V3_4_0, 3.4, 3.4",
        "R3_4, 5.0, r3.4",
        "V4_1, 5.0, 4.1",
        "V4_3, 5.0, 4.3",
        "R4_3, 5.0, r4.3",
        "V5_0_0, 5.0, v5.0.0",
        "V5_0, 5.0, 5.0"
    })
    void answersAsRecorded(Line line, String filled, String exchanges) throws IOException {
        var recording = Recording.of(line, filled, exchanges);
        Map<Integer, List<String>> found;
        try (var replay = new Replay(recording)) {
            found = replay.run();
        }
        report(recording, exchanges, found);
        var listed = Unequal.read().of(exchanges);
        var wrong = new ArrayList<String>();
        for (Exchange exchange : recording.exchanges()) {
            var differences = found.get(exchange.number());
            if (differences.isEmpty() && listed.containsKey(exchange.number())) {
                wrong.add(exchange + " is equal now; take it from the list");
            } else if (!differences.isEmpty() && !listed.containsKey(exchange.number())) {
                wrong.add(exchange + ": " + differences);
            }
        }
        assertEquals(List.of(), wrong, () -> exchanges + ": " + wrong.size());
    }

    /** All differences, for whoever corrects the simulator. */
    private static void report(Recording recording, String name, Map<Integer, List<String>> found) throws IOException {
        var directory = Files.createDirectories(Path.of("target", "recordings"));
        var lines = new ArrayList<String>();
        var equal = 0;
        for (Exchange exchange : recording.exchanges()) {
            var differences = found.get(exchange.number());
            if (differences.isEmpty()) {
                equal++;
            } else {
                lines.add(exchange + "\n    " + String.join("\n    ", differences));
            }
        }
        lines.add(0, name + ": " + equal + " of " + recording.exchanges().size() + " equal");
        Files.write(directory.resolve(name + ".txt"), lines);
    }
}
