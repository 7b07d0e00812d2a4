package io.jenkins.plugins.zadig.bench;

import java.util.stream.DoubleStream;

/** What the start of a controller takes longer with the plugin: without what Jenkins does for each extension besides. */
final class StartPart {
    private static final int STARTS = 11;

    private final Settings settings;
    private final Table table;

    StartPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() {
        add(0, 50);
        add(10, 100);
    }

    private void add(int servers, int most) {
        var times = new double[settings.quick() ? 1 : STARTS];
        var http = 0;
        for (int i = 0; i < times.length; i++) {
            try (var controller = new Child(StartProcess.class, "256m")) {
                times[i] = controller.number("start", servers) / 1e6;
                http += Boolean.parseBoolean(controller.ask("loaded", "java.net.http.HttpClient").get(0)) ? 1 : 0;
            }
        }
        var name = "start with " + servers + " servers";
        var median = DoubleStream.of(times).sorted().toArray()[times.length / 2];
        table.add(Figure.of(name + ": CPU of classes, extensions and configuration", median, "ms").atMost(most));
        table.add(Figure.of(name + ": starts that loaded Java's HTTP client", http, "").atMost(0));
    }
}
