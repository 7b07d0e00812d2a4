package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Every request in the order of arrival, whatever became of it. */
final class Journal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);

    void add(RecordedRequest request) {
        lock.lock();
        try {
            requests.add(request);
            counts.merge(request.operation(), 1, Integer::sum);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRequest> all() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRequest> of(Operation operation) {
        return all().stream()
                .filter(request -> request.operation() == operation)
                .toList();
    }

    void clear() {
        lock.lock();
        try {
            requests.clear();
            counts.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many requests of an operation have arrived. */
    boolean await(Operation operation, int count, Duration timeout) throws InterruptedException {
        var left = timeout.toNanos();
        lock.lock();
        try {
            while (counts.getOrDefault(operation, 0) < count && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return counts.getOrDefault(operation, 0) >= count;
        } finally {
            lock.unlock();
        }
    }
}
