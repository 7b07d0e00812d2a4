package io.jenkins.plugins.zadig.simulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are switched on; the one switched on first takes a request that several match. */
final class Faults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    void add(Fault fault) {
        faults.add(fault);
    }

    Optional<Fault> taking(RecordedRequest request) {
        return faults.stream().filter(fault -> fault.takes(request)).findFirst();
    }

    void endAll() {
        faults.forEach(Fault::end);
        faults.clear();
    }
}
