package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Linux tells about processes. */
final class Processes {
    private static final Path ALL = Path.of("/proc");
    private static final double TICKS = 100;

    /** Where the ticks are, counted from what follows the name: in programs and in the kernel, then those of children. */
    private static final int FIRST = 11;

    private static final int OWN = 2;
    private static final int OF_CHILDREN = 2;

    /** What HotSpot calls its threads, as far as Linux keeps names. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

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
            return seconds(Files.readString(ALL.resolve(pid + "/stat")), OWN + OF_CHILDREN);
        } catch (IOException x) {
            return 0;
        }
    }

    /** Those of them that the JVM in a process has spent on compiling what it runs. */
    static double compilerCpu(long pid) {
        var sum = 0.0;
        try (var threads = Files.newDirectoryStream(ALL.resolve(pid + "/task"))) {
            for (Path thread : threads) {
                var stat = stat(thread);
                if (COMPILER.matcher(stat).find()) {
                    sum += seconds(stat, OWN);
                }
            }
        } catch (IOException x) {
            return 0;
        }
        return sum;
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException x) {
            // It has ended.
            return "";
        }
    }

    private static double seconds(String stat, int numbers) {
        // The name before that may have spaces.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = 0L;
        for (int i = 0; i < numbers; i++) {
            ticks += Long.parseLong(fields[FIRST + i]);
        }
        return ticks / TICKS;
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
