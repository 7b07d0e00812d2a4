package io.jenkins.plugins.zadig.builder;

import hudson.model.AbstractProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import jenkins.model.Jenkins;

/** A freestyle job of the in-memory controller. */
final class MemoryProject extends AbstractProject<MemoryProject, MemoryBuild> {
    private final SortedMap<Integer, MemoryBuild> runs = new ConcurrentSkipListMap<>(Comparator.reverseOrder());

    MemoryProject() {
        super(Jenkins.get(), "nightly");
    }

    MemoryBuild build() {
        try {
            var build = new MemoryBuild(this);
            runs.put(build.getNumber(), build);
            return build;
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    @Override
    public boolean isBuildable() {
        return true;
    }

    @Override
    protected SortedMap<Integer, MemoryBuild> _getRuns() {
        return runs;
    }

    @Override
    protected void removeRun(MemoryBuild run) {
        runs.remove(run.getNumber());
    }
}
