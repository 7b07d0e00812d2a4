package io.jenkins.plugins.zadig.bench;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Measures the plugin against the simulator and against naive peers, and prints one table; ends with 1 when a figure
 * misses its target. Arguments: which parts, separated by commas; for how many seconds a steady state is watched; and,
 * with names before them, what {@link PeersSettings} wants to know.
 */
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] args) throws Exception {
        // A pipe says nothing of its character set.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (BenchMain.class.getClassLoader() instanceof URLClassLoader maven) {
            // Maven runs this in its own JVM, whose class path is another one.
            System.setProperty(
                    "java.class.path",
                    Arrays.stream(maven.getURLs())
                            .map(url -> Path.of(URI.create(url.toString())).toString())
                            .collect(Collectors.joining(File.pathSeparator)));
        }
        var settings = Settings.full(args[0], Duration.ofSeconds(Long.parseLong(args[1])));
        var peers = settings.has("peers") ? PeersSettings.of(Arrays.asList(args).subList(2, args.length)) : null;
        if (settings.has("peers") && peers == null) {
            out.println("Nothing is compared on a controller, as -Dbench.war does not say where jenkins.war is");
        }
        var table = run(settings, peers, out);
        // Without Maven's word for it, which is a page.
        Runtime.getRuntime().halt(table.met() ? 0 : 1);
    }

    /** @param peers null when nothing is to be compared on a controller */
    static Table run(Settings settings, PeersSettings peers, PrintStream out) throws Exception {
        out.println(Machine.description());
        var table = new Table();
        if (settings.has("decode")) {
            new DecodePart(settings, table).run();
        }
        if (settings.has("tests")) {
            new TestsPart(settings, table).run();
        }
        new WaitsPart(settings, table).run();
        if (settings.has("latency")) {
            new LatencyPart(settings, table).run();
        }
        new NotifiedPart(settings, table).run();
        if (settings.has("junk")) {
            new JunkPart(settings, table).run();
        }
        if (settings.has("burst")) {
            new BurstPart(settings, table).run();
        }
        if (settings.has("scale")) {
            new ScalePart(settings, table).run();
        }
        if (settings.has("start")) {
            new StartPart(settings, table).run();
        }
        if (peers != null) {
            new PeersPart(peers, table, out).run();
        }
        table.print(out);
        return table;
    }
}
