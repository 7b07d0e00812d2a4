package io.jenkins.plugins.zadig.bench;

import java.util.Locale;

/** How fast a task's tests become results of a build, and how much memory they take. */
final class TestsPart {
    private static final String WORKFLOW = "tests";
    private static final long TARGET_BYTES = 16L << 20;

    private final Settings settings;
    private final Table table;

    TestsPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        try (var simulator = new Child(SimulatorProcess.class, "2g")) {
            var address = simulator.ask("address");
            simulator.ask("defineTests", WORKFLOW, settings.cases());
            var id = simulator.ask("report", WORKFLOW).get(0);
            try (var process = new Child(TestImportProcess.class, "1g", address.get(0), address.get(1), WORKFLOW, id)) {
                measure(process);
            }
        }
    }

    private void measure(Child process) {
        var rounds = settings.quick() ? 1 : 8;
        var published = Long.MAX_VALUE;
        var written = Long.MAX_VALUE;
        var read = Long.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            var answer = process.ask("publish");
            if (Integer.parseInt(answer.get(1)) != settings.cases()) {
                throw new IllegalStateException(answer.get(1) + " of " + settings.cases() + " cases");
            }
            published = Math.min(published, Long.parseLong(answer.get(0)));
            written = Math.min(written, process.number("write"));
            read = Math.min(read, process.number("read"));
        }
        var name = String.format(Locale.ROOT, "%,d test cases from HTTP to the model", settings.cases());
        table.add(Figure.of(name, settings.cases() * 1e9 / published, "1/s")
                .more("StAX write", settings.cases() * 1e9 / written)
                .more("StAX read", settings.cases() * 1e9 / read, 0.8));
        table.add(Figure.of(name + ": most extra heap", process.number("peak") / (double) (1 << 20), "MiB")
                .atMost(TARGET_BYTES >> 20));
    }
}
