package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Every request in the order of arrival, whatever became of it. */
final class Journal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<RecordedRequest> requests = new ArrayList<>();

    void add(RecordedRequest request) {
        lock.lock();
        try {
            requests.add(request);
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
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many requests of an operation have arrived. */
    boolean await(Operation operation, int count, Duration timeout) throws InterruptedException {
        var left = timeout.toNanos();
        lock.lock();
        try {
            while (of(operation).size() < count && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return of(operation).size() >= count;
        } finally {
            lock.unlock();
        }
    }
}
