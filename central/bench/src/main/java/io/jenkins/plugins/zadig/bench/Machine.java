package io.jenkins.plugins.zadig.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String description() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getAvailableProcessors() + " processors (" + processor() + "), "
                + Math.round(system.getTotalMemorySize() / 1e9) + " GB, " + system.getName() + " " + system.getVersion()
                + " " + system.getArch() + ", " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version") + " of " + System.getProperty("java.vendor");
    }

    private static String processor() {
        try {
            return Files.readAllLines(CPUS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException x) {
            return "unknown";
        }
    }
}
