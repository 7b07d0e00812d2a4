package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.jar.JarFile;

/** Takes from a folder of plugins those that are needed, so that nothing else costs anything. */
final class PluginFolder {
    private static final String OPTIONAL = "resolution:=optional";

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    /** Copies plugins with all that they cannot do without. */
    void copy(Collection<String> names, Path target) throws IOException {
        var open = new ArrayDeque<>(names);
        var seen = new HashSet<>(names);
        while (!open.isEmpty()) {
            var name = open.remove();
            var file = Files.copy(file(name), target.resolve(name + ".jpi"), StandardCopyOption.REPLACE_EXISTING);
            needed(file).stream().filter(seen::add).forEach(open::add);
        }
    }

    private Path file(String name) {
        return List.of(".hpi", ".jpi").stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no plugin " + name + " in " + folder));
    }

    static List<String> needed(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var names = jar.getManifest().getMainAttributes().getValue("Plugin-Dependencies");
            return names == null
                    ? List.of()
                    : Arrays.stream(names.split(","))
                            .filter(name -> !name.contains(OPTIONAL))
                            .map(name -> name.substring(0, name.indexOf(':')))
                            .toList();
        }
    }
}
