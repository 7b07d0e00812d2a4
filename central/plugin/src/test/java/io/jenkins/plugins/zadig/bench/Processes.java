package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Linux tells about processes. */
final class Processes {
    private static final Path ALL = Path.of("/proc");
    private static final double TICKS = 100;

    private Processes() {}

    /** Those that work in a folder or below it. */
    static List<Long> in(Path folder) {
        var found = new ArrayList<Long>();
        try (var processes = Files.newDirectoryStream(ALL, "[0-9]*")) {
            for (Path process : processes) {
                if (isIn(process, folder)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException x) {
            return List.of();
        }
        return found;
    }

    private static boolean isIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
        } catch (IOException x) {
            // It has ended, or is somebody else's.
            return false;
        }
    }

    /** Seconds that a process has computed, with the children that it has seen end. */
    static double cpu(long pid) {
        try {
            var text = Files.readString(ALL.resolve(pid + "/stat"));
            // The name before that may have spaces.
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS;
        } catch (IOException x) {
            return 0;
        }
    }

    static int threads(long pid) {
        try (var threads = Files.list(ALL.resolve(pid + "/task"))) {
            return (int) threads.count();
        } catch (IOException x) {
            return 0;
        }
    }

    static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
