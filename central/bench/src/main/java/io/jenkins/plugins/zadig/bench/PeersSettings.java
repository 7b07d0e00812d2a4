package io.jenkins.plugins.zadig.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/**
 * How waits of real builds are compared.
 *
 * @param war of Jenkins
 * @param plugins folder with the plugins that the pipelines need, and what those need
 * @param hpi the plugin
 * @param pipelines that are compared
 * @param builds how many wait at once
 * @param length how long, from the moment at which the first of them starts
 * @param trials how many builds of each kind see a restart, and how many are aborted
 */
record PeersSettings(
        Path war, Path plugins, Path hpi, List<PeerPipeline> pipelines, int builds, Duration length, int trials) {
    /** From words such as {@code war=/tmp/jenkins.war}; null when the war has no name. */
    static PeersSettings of(List<String> words) {
        var given = new HashMap<String, String>();
        words.forEach(word -> given.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
        if (given.get("war").isEmpty()) {
            return null;
        }
        return new PeersSettings(
                Path.of(given.get("war")),
                Path.of(given.get("plugins")),
                Path.of(given.get("hpi")),
                PeerPipeline.named(List.of(given.get("pipelines").split(","))),
                Integer.parseInt(given.get("builds")),
                Duration.ofSeconds(Math.round(60 * Double.parseDouble(given.get("minutes")))),
                Integer.parseInt(given.get("trials")));
    }

    PeersSettings {
        for (Path path : new Path[] {war, plugins, hpi}) {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException("There is no " + path);
            }
        }
    }

    /** While builds, compilers, connections and pauses come to what they are for most of the time. */
    Duration settle() {
        return shorter(Duration.ofMinutes(4), length.multipliedBy(2).dividedBy(5));
    }

    /** In which the tasks end, each at a moment of its own. */
    Duration ends() {
        return shorter(Duration.ofSeconds(60), length.dividedBy(3));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
