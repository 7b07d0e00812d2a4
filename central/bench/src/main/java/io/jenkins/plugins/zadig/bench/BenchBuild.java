package io.jenkins.plugins.zadig.bench;

import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedMap;
import jenkins.model.Jenkins;

/** A build in memory that waits belong to. */
final class BenchBuild extends Run<BenchBuild.Project, BenchBuild> {
    private BenchBuild(Project project) throws IOException {
        super(project);
    }

    static BenchBuild start() {
        return new Project().newBuild();
    }

    @Override
    public boolean isBuilding() {
        return true;
    }

    /** The job of builds. */
    static final class Project extends Job<Project, BenchBuild> {
        Project() {
            super(Jenkins.get(), "bench");
        }

        BenchBuild newBuild() {
            try {
                return new BenchBuild(this);
            } catch (IOException x) {
                throw new UncheckedIOException(x);
            }
        }

        @Override
        public boolean isBuildable() {
            return true;
        }

        @Override
        protected SortedMap<Integer, BenchBuild> _getRuns() {
            return Collections.emptySortedMap();
        }

        @Override
        protected void removeRun(BenchBuild run) {}
    }
}
