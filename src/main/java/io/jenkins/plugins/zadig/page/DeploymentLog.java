package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * What builds have deployed where, in a file of its own for each environment, so that none is in memory but while it is
 * read. It is filled by what builds see of their tasks; no server is asked for it.
 */
final class DeploymentLog {
    private static final Logger LOGGER = Logger.getLogger(DeploymentLog.class.getName());

    /** How many deployments of a service are kept. */
    static final int MAX_OF_SERVICE = 20;

    /** How many of all services of an environment. */
    static final int MAX_IN_ENVIRONMENT = 300;

    /** How many environments; the one that was not deployed to for the longest time makes room. */
    static final int MAX_ENVIRONMENTS = 200;

    private static final Object LOCK = new Object();

    private DeploymentLog() {}

    private static Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve("zadig-deployments");
    }

    /** The deployments of an environment, the latest last. */
    record Kept(List<Deployment> deployments) {
        Kept with(List<Deployment> more) {
            var all = new ArrayList<>(deployments);
            for (Deployment one : more) {
                all.removeIf(one::repeats);
                all.add(one);
            }
            var left = new HashMap<String, Integer>();
            for (int i = all.size() - 1; i >= 0; i--) {
                if (left.merge(all.get(i).place(), 1, Integer::sum) > MAX_OF_SERVICE) {
                    all.remove(i);
                }
            }
            return new Kept(List.copyOf(all.subList(Math.max(0, all.size() - MAX_IN_ENVIRONMENT), all.size())));
        }

        Kept with(UnaryOperator<Deployment> change) {
            return new Kept(deployments.stream().map(change).toList());
        }
    }

    /**
     * Notes what an ended task of a build has deployed. A failed task may have deployed, too: its jobs tell.
     *
     * @param mask takes the secrets of the build out of a text
     */
    static void ended(Run<?, ?> run, TaskEntry entry, WorkflowTask task, UnaryOperator<String> mask) {
        var deployed = new ArrayList<Deployment>();
        for (TaskJob job : task.jobs()) {
            var environment = job.spec().environment();
            if (TaskStatus.of(job.status()) == TaskStatus.PASSED && !environment.isEmpty()) {
                var time = job.endTime() > 0 ? job.endTime() * 1_000 : System.currentTimeMillis();
                for (JobSpec.Service service : job.services()) {
                    deployed.add(deployment(run, entry, environment, service, time, mask));
                }
            }
        }
        keep(deployed);
    }

    /**
     * Notes what an ended task of a product workflow has deployed: all that it built, once all has passed.
     *
     * @param environment that the build gave, as the task does not tell it; empty for none
     */
    static void ended(
            Run<?, ?> run, TaskEntry entry, ProductTaskDetail detail, String environment, UnaryOperator<String> mask) {
        if (environment.isEmpty() || TaskStatus.of(detail.status()) != TaskStatus.PASSED) {
            return;
        }
        keep(detail.images().stream()
                .map(built -> new JobSpec.Service(built.service(), "", built.image(), ""))
                .map(service -> deployment(run, entry, environment, service, System.currentTimeMillis(), mask))
                .toList());
    }

    private static Deployment deployment(
            Run<?, ?> run,
            TaskEntry entry,
            String environment,
            JobSpec.Service service,
            long time,
            UnaryOperator<String> mask) {
        var causes = run.getCauses();
        return new Deployment(
                entry.getServer(),
                entry.getProject(),
                mask.apply(environment),
                mask.apply(service.service()),
                mask.apply(service.module()),
                mask.apply(service.image()),
                entry.getWorkflow(),
                entry.getId(),
                entry.getUrl(),
                run.getParent().getFullName(),
                run.getNumber(),
                causes.isEmpty() ? "" : mask.apply(causes.get(0).getShortDescription()),
                time);
    }

    private static void keep(List<Deployment> deployed) {
        if (deployed.isEmpty()) {
            return;
        }
        var byEnvironment = deployed.stream().collect(Collectors.groupingBy(Deployment::environmentKey));
        synchronized (LOCK) {
            byEnvironment.forEach((key, more) -> change(directory().resolve(key + ".json"), kept -> kept.with(more)));
            makeRoom();
        }
    }

    /** Of each module of each service in each environment the deployments that are kept, the latest first. */
    static Map<String, List<Deployment>> all() {
        var all = new HashMap<String, List<Deployment>>();
        synchronized (LOCK) {
            for (Path file : files()) {
                var kept = read(file).deployments();
                for (int i = kept.size() - 1; i >= 0; i--) {
                    all.computeIfAbsent(kept.get(i).place(), place -> new ArrayList<>())
                            .add(kept.get(i));
                }
            }
        }
        return all;
    }

    /** Whether anything was deployed yet. */
    static boolean isEmpty() {
        return !Files.isDirectory(directory());
    }

    /**
     * Notes that a job or folder has another name.
     *
     * @param to the name; {@code null} when it is gone
     */
    static void moved(String from, @CheckForNull String to) {
        synchronized (LOCK) {
            for (Path file : files()) {
                change(
                        file,
                        kept -> kept.with(one -> !one.isOf(from)
                                ? one
                                : one.movedTo(to == null ? "" : to + one.job().substring(from.length()))));
            }
        }
    }

    private static void change(Path path, UnaryOperator<Kept> change) {
        var before = read(path);
        var after = change.apply(before);
        if (!after.equals(before)) {
            try {
                Files.createDirectories(directory());
                new RecordFile<>(path, Kept.class).write(after, false);
            } catch (IOException x) {
                LOGGER.log(Level.WARNING, x, () -> "Cannot write " + path);
            }
        }
    }

    private static Kept read(Path path) {
        var kept = new RecordFile<>(path, Kept.class).read();
        return kept == null ? new Kept(List.of()) : kept;
    }

    private static List<Path> files() {
        try (var files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".json")).collect(Collectors.toList());
        } catch (NoSuchFileException x) {
            return List.of();
        } catch (IOException | UncheckedIOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot read " + directory());
            return List.of();
        }
    }

    private static void makeRoom() {
        var files = files();
        if (files.size() <= MAX_ENVIRONMENTS) {
            return;
        }
        files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
        for (Path file : files.subList(0, files.size() - MAX_ENVIRONMENTS)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException x) {
                LOGGER.log(Level.WARNING, x, () -> "Cannot delete " + file);
            }
        }
    }
}
