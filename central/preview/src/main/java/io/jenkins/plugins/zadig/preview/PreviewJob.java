package io.jenkins.plugins.zadig.preview;

import central.memory.KnownItems;
import hudson.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import jenkins.model.Jenkins;

/** A job of the in-memory controller; Jenkins finds it under its name. */
public final class PreviewJob extends Job<PreviewJob, PreviewRun> {
    private final SortedMap<Integer, PreviewRun> runs = new ConcurrentSkipListMap<>(Comparator.reverseOrder());

    PreviewJob(String name) {
        super(Jenkins.get(), name);
        KnownItems.add(this);
    }

    PreviewRun newRun(Console console) {
        try {
            PreviewRun run = new PreviewRun(this, console);
            runs.put(run.getNumber(), run);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isBuildable() {
        return true;
    }

    @Override
    protected SortedMap<Integer, PreviewRun> _getRuns() {
        return runs;
    }

    @Override
    protected void removeRun(PreviewRun run) {
        runs.remove(run.getNumber());
    }
}
