package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Job;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.JobServer;
import io.jenkins.plugins.zadig.config.NoticeListener;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.TaskNotice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Looks for tasks that ended, for the jobs that such an end starts: by the newest page of each workflow's tasks, every
 * half a minute and when Zadig notifies of one of them. Jobs that wait for the same workflow share the page.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class TaskEnds implements NoticeListener {
    private static final Logger LOGGER = Logger.getLogger(TaskEnds.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int ROWS = 50;

    /** More workflows than this one pattern cannot mean. */
    private static final int MAX_WORKFLOWS = 50;

    private static final AtomicLong LOOKS = new AtomicLong();

    private final Set<TaskEndTrigger> triggers = new LinkedHashSet<>();

    /** Ends the looks; {@code null} while no job wants them. */
    @CheckForNull
    private Runnable callOff;

    /** What a page of tasks is shared by. */
    private record Place(String server, String project, String workflow) {}

    /**
     * @param number of all looks: the later it began, the higher
     */
    private record Look(long number, JobServer server, List<TaskEndTrigger> triggers) {}

    /** Which workflow it is: another server, or another project, can have one of the same key. */
    record Source(String address, String project, String workflow) {}

    synchronized void add(TaskEndTrigger trigger) {
        triggers.add(trigger);
        if (callOff == null) {
            callOff = Controller.get().timeline.every(PAUSE, this::look);
            Failsafe.run(this::look);
        }
    }

    synchronized void remove(TaskEndTrigger trigger) {
        triggers.remove(trigger);
        if (triggers.isEmpty() && callOff != null) {
            callOff.run();
            callOff = null;
        }
    }

    private synchronized List<TaskEndTrigger> triggers() {
        // Jenkins stops no trigger of a job that is deleted.
        triggers.removeIf(TaskEndTrigger::isGone);
        return List.copyOf(triggers);
    }

    @Override
    public void noticed(TaskNotice notice) {
        var meant = triggers().stream()
                .filter(trigger -> trigger.matches(notice.workflow()))
                .toList();
        if (!meant.isEmpty()) {
            Controller.get().openers.execute(() -> look(meant));
        }
    }

    private void look() {
        Controller.get().openers.execute(() -> look(triggers()));
    }

    /** Looks once for all of these jobs; complete when each has been told. */
    CompletableFuture<Void> look(List<TaskEndTrigger> jobs) {
        var number = LOOKS.incrementAndGet();
        var looks = new LinkedHashMap<Place, Look>();
        for (TaskEndTrigger trigger : jobs) {
            var job = trigger.job();
            if (job != null) {
                try {
                    var server = JobServer.open(job, trigger.server);
                    var place = new Place(server.fullName(), trigger.project, trigger.workflow);
                    looks.computeIfAbsent(place, any -> new Look(number, server, new ArrayList<>()))
                            .triggers()
                            .add(trigger);
                } catch (AbortException x) {
                    LOGGER.warning(() -> job.getFullName() + ": " + x.getMessage());
                }
            }
        }
        return all(looks.entrySet().stream().map(entry -> look(entry.getKey(), entry.getValue())));
    }

    private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> looks) {
        return CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> look(Place place, Look look) {
        var first = look.triggers().get(0);
        var workflows = first.isPattern()
                ? look.server()
                        .client()
                        .workflows()
                        .list(place.project())
                        .thenApply(all -> all.stream()
                                .filter(workflow -> workflow.type().equals(WorkflowType.CUSTOM.word()))
                                .map(WorkflowSummary::key)
                                .filter(first::matches)
                                .limit(MAX_WORKFLOWS)
                                .toList())
                : CompletableFuture.completedFuture(List.of(place.workflow()));
        return workflows
                .thenCompose(keys -> all(keys.stream().map(key -> look(look, place.project(), key))))
                .exceptionally(thrown -> {
                    // The next look may tell; what has ended until then is not lost.
                    LOGGER.log(Level.FINE, Actor.cause(thrown), () -> "Cannot look at " + place);
                    return null;
                });
    }

    private static CompletableFuture<Void> look(Look look, String project, String key) {
        return look.server()
                .client()
                .customWorkflows()
                .tasks(project, key, 1, ROWS)
                .thenCompose(page ->
                        all(look.triggers().stream().map(trigger -> look(look, key, page.tasks(), trigger))));
    }

    private static CompletableFuture<Void> look(Look look, String key, List<TaskSummary> page, TaskEndTrigger trigger) {
        var job = trigger.job();
        if (job == null) {
            return CompletableFuture.completedFuture(null);
        }
        var server = look.server();
        var source = new Source(server.address().toString(), trigger.project, key);
        var before = Memory.of(job).seen(source);
        var missing = before == null ? List.<SeenTasks.Seen>of() : before.missingIn(page);
        var alone = missing.stream()
                .map(seen -> server.client().customWorkflows().task(key, seen.id()))
                .toList();
        return CompletableFuture.allOf(alone.toArray(CompletableFuture<?>[]::new))
                .handle((nothing, thrown) -> Stream.concat(
                                page.stream(),
                                alone.stream()
                                        .filter(task -> !task.isCompletedExceptionally())
                                        .map(task -> row(task.join())))
                        .toList())
                .thenAcceptAsync(rows -> tell(look, source, rows, trigger), Controller.get().workers);
    }

    private static TaskSummary row(WorkflowTask task) {
        return new TaskSummary(
                task.id(), task.status(), task.creator(), task.createTime(), task.startTime(), task.endTime());
    }

    /** Remembers first and starts then: a crash in between costs a build, and never starts two. */
    private static void tell(Look look, Source source, List<TaskSummary> rows, TaskEndTrigger trigger) {
        var job = trigger.job();
        if (job == null) {
            return;
        }
        SeenTasks.News news;
        synchronized (trigger) {
            if (!trigger.takes(source.workflow(), look.number())) {
                return;
            }
            var memory = Memory.of(job);
            news = SeenTasks.look(memory.seen(source), source, rows);
            try {
                var now = memory.with(source, news.now());
                // Most looks show what the last one did.
                if (!now.equals(memory)) {
                    Memory.file(job).write(now, true);
                }
            } catch (IOException x) {
                LOGGER.log(
                        Level.WARNING,
                        x,
                        () -> "Nothing is started by tasks of " + source.workflow() + " that ended, as "
                                + job.getFullName() + " cannot remember them");
                return;
            }
            trigger.told(source.workflow(), LOOKS.get());
        }
        news.ends().forEach(row -> trigger.ended(look.server(), source.workflow(), row));
    }

    /** What a job remembers, in a file of its own. */
    record Memory(List<SeenTasks> workflows) {
        static RecordFile<Memory> file(Job<?, ?> job) {
            return new RecordFile<>(job.getRootDir().toPath().resolve("zadig").resolve("task-ends.json"), Memory.class);
        }

        /** It begins anew where it cannot be read. */
        static Memory of(Job<?, ?> job) {
            var known = file(job).read();
            return known == null ? new Memory(List.of()) : known;
        }

        @CheckForNull
        SeenTasks seen(Source source) {
            return workflows.stream()
                    .filter(seen -> seen.isOf(source))
                    .findFirst()
                    .orElse(null);
        }

        /** What is of another server or project is forgotten: once it is looked at again, old ends are no news. */
        Memory with(Source source, SeenTasks seen) {
            Map<String, SeenTasks> all = new LinkedHashMap<>();
            workflows.stream()
                    .filter(known -> known.isBeside(source))
                    .forEach(known -> all.put(known.workflow(), known));
            all.put(seen.workflow(), seen);
            return new Memory(List.copyOf(all.values()));
        }
    }
}
