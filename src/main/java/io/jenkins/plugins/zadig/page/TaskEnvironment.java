package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Outcome;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tasks of a build as environment variables, for its later steps and {@code post} conditions:
 * {@code ZADIG_TASK_ID}, {@code ZADIG_TASK_URL}, {@code ZADIG_TASK_STATUS}, {@code ZADIG_TASK_ERROR} and
 * {@code ZADIG_TASK_FAILED_JOBS} of the task that was begun last, and {@code ZADIG_RELEASE_TASK_ID} and so on of the
 * last task of the workflow {@code release}. Kept with the build, so plain values.
 */
public final class TaskEnvironment extends InvisibleAction implements EnvironmentContributingAction {
    private static final String PREFIX = "ZADIG_";

    /** More than a build has to do with at a time, and few enough for the environment of a process. */
    private static final int MAX_TASKS = 100;

    /** Longest status that no version of the plugin knew. */
    private static final int MAX_STATUS = 50;

    /** Longest text. */
    private static final int MAX_TEXT = 500;

    /** All that some shell could take for more than text: batch files replace variables before they are read. */
    private static final Pattern NO_TEXT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_.,:/@#=+\\-\\[\\]，。：；、（）“”]+");

    /** Held for an instant. */
    private static final Object MAKING = new Object();

    /**
     * As they were begun, so that of two tasks of one workflow the later one counts. Never changed, only replaced: a build
     * can be saved at any time.
     */
    private volatile List<Noted> tasks = new ArrayList<>();

    /**
     * Notes a task that a build has started or waits for from now on, and writes that into the build.
     *
     * @param url of the task's page in Zadig
     * @param status {@code null} when only a look will tell
     */
    static Noted begin(Run<?, ?> run, TaskRef task, String url, @CheckForNull TaskStatus status) {
        Noted noted;
        // Not with the lock of the build, which others hold while they write.
        synchronized (MAKING) {
            var all = run.getAction(TaskEnvironment.class);
            if (all == null) {
                all = new TaskEnvironment();
                run.addAction(all);
            }
            noted = all.begin(task, url);
        }
        if (status != null) {
            noted.saw(status.wire());
        }
        BuildTasks.save(run);
        return noted;
    }

    /** A task that was noted before; {@code null} when it was not. */
    @CheckForNull
    public static Noted find(Run<?, ?> run, TaskRef task) {
        var all = run.getAction(TaskEnvironment.class);
        return all == null ? null : all.find(task);
    }

    /** Notes what was seen of a task, unless the build has nothing to do with it. */
    public static void saw(Run<?, ?> run, TaskRef task, WorkflowTask now) {
        var noted = find(run, task);
        if (noted != null) {
            noted.saw(now, BuildSecrets.of(run));
            BuildTasks.save(run);
        }
    }

    private Noted begin(TaskRef task, String url) {
        var known = find(task);
        var noted = known == null ? new Noted(task, url) : known;
        var all = new ArrayList<>(tasks);
        all.remove(noted);
        all.add(noted);
        tasks = new ArrayList<>(all.subList(Math.max(0, all.size() - MAX_TASKS), all.size()));
        return noted;
    }

    @CheckForNull
    private Noted find(TaskRef task) {
        return tasks.stream().filter(noted -> noted.is(task)).findFirst().orElse(null);
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars env) {
        for (Noted task : tasks) {
            task.putAll(PREFIX, env);
            task.putAll(task.prefix(), env);
        }
    }

    /** A task of which a build knows. */
    public static final class Noted {
        private final String server;
        private final String type;
        private final String project;
        private final String workflow;
        private final long id;
        private final String url;

        /** Empty while it is not known. */
        private volatile String status = "";

        /** Why the task did not end well; empty otherwise, and {@code null} where an earlier version noted it. */
        @CheckForNull
        private volatile String error = "";

        /** Names of the jobs that failed; as above. */
        @CheckForNull
        private volatile String failedJobs = "";

        private Noted(TaskRef task, String page) {
            server = task.server();
            type = task.type().word();
            project = task.project();
            workflow = task.workflow();
            id = task.id();
            url = page;
        }

        /** Notes a status as a server writes it; without a lock, so that whoever holds one may call it. */
        public void saw(String wire) {
            var known = TaskStatus.of(wire);
            status = known == TaskStatus.UNKNOWN ? word(wire) : known.wire();
            if (!known.ended()) {
                error = "";
                failedJobs = "";
            }
        }

        /** Notes the status of a task, and what went wrong with it. */
        void saw(WorkflowTask task, UnaryOperator<String> mask) {
            saw(task.status());
            var known = TaskStatus.of(task.status());
            if (known.ended()) {
                error = Outcome.of(known) == Outcome.SUCCESS ? "" : text(mask.apply(TaskText.ending(task)));
                failedJobs = text(mask.apply(task.jobs().stream()
                        .filter(job -> TaskStatus.of(job.status()).failed())
                        .map(task::nameOf)
                        .distinct()
                        .collect(Collectors.joining(", "))));
            }
        }

        private static String text(String told) {
            var line = PlainText.line(told).replace('(', '[').replace(')', ']');
            var text = NO_TEXT.matcher(line).replaceAll(" ").strip();
            return text.length() <= MAX_TEXT ? text : PlainText.cut(text, MAX_TEXT);
        }

        private static String word(String text) {
            var word = text.replaceAll("[^\\w-]", "");
            return word.substring(0, Math.min(word.length(), MAX_STATUS));
        }

        private boolean is(TaskRef task) {
            return id == task.id()
                    && workflow.equals(task.workflow())
                    && project.equals(task.project())
                    && type.equals(task.type().word())
                    && server.equals(task.server());
        }

        /** What the variables of its workflow begin with; the general prefix when its name has no letter to give. */
        private String prefix() {
            return Arrays.stream(workflow.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word + "_")
                    .collect(Collectors.joining("", PREFIX, ""));
        }

        private void putAll(String prefix, EnvVars env) {
            env.put(prefix + "TASK_ID", Long.toString(id));
            env.put(prefix + "TASK_URL", url);
            // A variable that is empty is one that is not there, also where an earlier task has set it.
            env.override(prefix + "TASK_STATUS", status);
            env.override(prefix + "TASK_ERROR", Util.fixNull(error));
            env.override(prefix + "TASK_FAILED_JOBS", Util.fixNull(failedJobs));
        }
    }
}
