package io.jenkins.plugins.zadig.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exchanges that the simulator does not answer as recorded, each with the reason: {@code recordings/unequal.txt}. A
 * line is a recording, a colon, a reason's name, an equals sign and the numbers.
 */
record Unequal(Map<String, Map<Integer, String>> byRecording) {
    static Unequal read() {
        var all = new HashMap<String, Map<Integer, String>>();
        try (var in = Unequal.class.getResourceAsStream("recordings/unequal.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#") && line.contains(" = ")) {
                    var parts = line.split(" = ", 2);
                    var key = parts[0].split(": ", 2);
                    var numbers = all.computeIfAbsent(key[0], name -> new TreeMap<>());
                    for (String number : parts[1].trim().split(" ")) {
                        numbers.put(Integer.parseInt(number), key[1]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Unequal(all);
    }

    Map<Integer, String> of(String recording) {
        return byRecording.getOrDefault(recording, Map.of());
    }
}
