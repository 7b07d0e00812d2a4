package io.jenkins.plugins.zadig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The simulator answers as ten real servers did: each recorded request is sent in order to a simulator that was filled as
 * the server was. What cannot be played is listed in {@code recordings/unequal.txt}, by exchange, with the reason; that
 * list may only shrink.
 */
class RecordingsTest {
    private static final Set<String> WITH_NOTIFICATIONS = Set.of("3.2", "r3.4", "4.3", "5.0");

    @ParameterizedTest
    @CsvSource({
        "V1_18, 1.18, 1.18",
        "V2_3, 1.18, 2.3",
        "V3_2, 3.2, 3.2",
        "V3_4_0, 3.4, 3.4",
        "R3_4, 3.4, r3.4",
        "V4_1, 5.0, 4.1",
        "V4_3, 5.0, 4.3",
        "R4_3, 5.0, r4.3",
        "V5_0_0, 5.0, v5.0.0",
        "V5_0, 5.0, 5.0",
        "V1_18, 1.18, by-the-plugin-1.18",
        "V2_3, 1.18, by-the-plugin-2.3",
        "V3_2, 3.2, by-the-plugin-3.2",
        "V3_4_0, 3.4, by-the-plugin-3.4",
        "R3_4, 3.4, by-the-plugin-r3.4",
        "V4_1, 5.0, by-the-plugin-4.1",
        "V4_3, 5.0, by-the-plugin-4.3",
        "V5_0, 5.0, by-the-plugin-5.0",
        "V5_0, 5.0, by-the-plugin-5.0b",
        "V5_0, 5.0, by-the-plugin-5.0c"
    })
    void answersAsRecorded(Line line, String filled, String exchanges) throws IOException {
        var recording = Recording.of(line, filled, exchanges);
        Map<Integer, List<String>> found;
        List<WebhookNotifier.Sent> notified;
        try (var replay = new Replay(recording)) {
            found = replay.run();
            notified = replay.notifications();
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
        told(recording, notified);
        assertEquals(List.of(), wrong, () -> exchanges + ": " + wrong.size());
    }

    /** What was told to each address, in order. */
    private static void told(Recording recording, List<WebhookNotifier.Sent> sent) {
        if (!WITH_NOTIFICATIONS.contains(recording.name())) {
            return;
        }
        var recorded = Recording.lines("webhooks-" + recording.name() + ".jsonl");
        var addresses = new LinkedHashSet<String>();
        recorded.forEach(one -> addresses.add(address(one.path("path").asText())));
        for (String address : addresses) {
            var expected = recorded.stream()
                    .filter(one -> address(one.path("path").asText()).equals(address))
                    .toList();
            var found = sent.stream().filter(one -> one.path().equals(address)).toList();
            var differences = new ArrayList<String>();
            for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
                var of = expected.get(i);
                differences.addAll(Difference.of(of.path("body"), found.get(i).body()));
                if (!of.path("headers")
                        .path("X-Zadig-Event")
                        .asText()
                        .equals(found.get(i).event())) {
                    differences.add("event " + found.get(i).event());
                }
            }
            if (expected.size() != found.size()) {
                differences.add(found.size() + " notifications and not " + expected.size());
            }
            assertEquals(List.of(), differences, recording.name() + address);
        }
    }

    private static String address(String path) {
        return path.replaceAll("\\?.*", "");
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
