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
                measure(process, simulator);
            }
        }
    }

    private static long sent(Child simulator) {
        return Long.parseLong(simulator.ask("traffic").get(3));
    }

    private void measure(Child process, Child simulator) {
        var sent = sent(simulator);
        process.ask("publish");
        // The task, which is asked for first, is a thousandth of it.
        var json = sent(simulator) - sent;
        var rounds = settings.quick() ? 1 : 8;
        var published = Long.MAX_VALUE;
        var written = Long.MAX_VALUE;
        var read = Long.MAX_VALUE;
        var xml = 0L;
        for (int i = 0; i < rounds; i++) {
            var answer = process.ask("publish");
            if (Integer.parseInt(answer.get(1)) != settings.cases()) {
                throw new IllegalStateException(answer.get(1) + " of " + settings.cases() + " cases");
            }
            published = Math.min(published, Long.parseLong(answer.get(0)));
            written = Math.min(written, process.number("write"));
            var reading = process.ask("read");
            read = Math.min(read, Long.parseLong(reading.get(0)));
            xml = Long.parseLong(reading.get(1));
        }
        var name = String.format(Locale.ROOT, "%,d test cases from HTTP to the model", settings.cases());
        table.add(Figure.of(name, settings.cases() * 1e9 / published, "1/s")
                .more("StAX write", settings.cases() * 1e9 / written)
                .more("StAX read", settings.cases() * 1e9 / read));
        // Zadig's JSON has half as many bytes again for the same case as XML.
        table.add(Figure.of(name + ", by the byte", json * 1e3 / published, "MB/s")
                .more("StAX read", xml * 1e3 / read, 0.8));
        table.add(Figure.of(name + ": most extra heap", process.number("peak") / (double) (1 << 20), "MiB")
                .atMost(TARGET_BYTES >> 20));
    }
}
