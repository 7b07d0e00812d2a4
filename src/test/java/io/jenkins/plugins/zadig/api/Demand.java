package io.jenkins.plugins.zadig.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** The other end of a body that is read: remembers what its reader asks for, and sends nothing by itself. */
final class Demand implements Flow.Subscription {
    final List<Long> requested = new ArrayList<>();
    boolean cancelled;

    @Override
    public void request(long count) {
        requested.add(count);
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
