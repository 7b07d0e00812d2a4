package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.LogFollow;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Watch;
import io.jenkins.plugins.zadig.task.WatchListener;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Prints and returns the end of a job's log: of one that has ended, or of one that runs, until it ends. */
public final class ZadigTaskLogStep extends TaskStep {
    /** Most lines that are returned, and most that a followed log puts on the console. */
    static final int MAX_LINES = 10_000;

    /** Longest text that is returned, as it becomes part of the build's program. */
    private static final int MAX_TEXT = 1_000_000;

    private static final int DEFAULT_LINES = 1_000;

    private final String job;
    private boolean follow;
    private int lines = DEFAULT_LINES;
    private boolean print = true;

    @DataBoundConstructor
    public ZadigTaskLogStep(String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    /** The job by its configured name, its name within the task, or as the console calls it. */
    @CheckForNull
    public String getJob() {
        return job;
    }

    /** Whether the step goes on until the job has ended, with each line as it comes. */
    public boolean isFollow() {
        return follow;
    }

    @DataBoundSetter
    public void setFollow(boolean follow) {
        this.follow = follow;
    }

    /** How many of the last lines are printed and returned. */
    public int getLines() {
        return lines;
    }

    @DataBoundSetter
    public void setLines(int lines) {
        this.lines = lines;
    }

    /** Whether the lines come onto the console. */
    public boolean isPrint() {
        return print;
    }

    @DataBoundSetter
    public void setPrint(boolean print) {
        this.print = print;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (job == null) {
            throw new AbortException(Messages.ZadigTaskLogStep_jobMissing());
        }
        NumberRange.check("lines", lines, 1, MAX_LINES);
        return new Execution(this, choice(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigTaskLog";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigTaskLogStep_displayName();
        }

        @NonNull
        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }

        @POST
        public FormValidation doCheckJob(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
            return FormValidation.validateRequired(value);
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        private final String wanted;
        private final boolean follow;
        private final int lines;
        private final boolean print;

        @CheckForNull
        private transient Watch watch;

        @CheckForNull
        private transient LogFollow following;

        private boolean told;

        Execution(ZadigTaskLogStep step, TaskChoice choice, StepContext context) {
            super(context, step, choice);
            wanted = step.job;
            follow = step.follow;
            lines = step.lines;
            print = step.print;
        }

        @Override
        void begin() throws Exception {
            var open = connection();
            if (!follow) {
                then(open.client().customWorkflows().task(task().workflow(), task().id()), task -> {
                    var job = job(task);
                    var status = TaskStatus.of(job.status());
                    if (!status.ended() && !TaskStatus.of(task.status()).ended()) {
                        throw new AbortException(Messages.ZadigTaskLogStep_notEnded(
                                PlainText.line(job.label()),
                                status == TaskStatus.NOT_STARTED
                                        ? TaskConsole.status(TaskStatus.WAITING)
                                        : TaskConsole.status(status)));
                    }
                    then(archived(job, lines), tail -> end(job, tail));
                });
                return;
            }
            synchronized (this) {
                if (isOver()) {
                    return;
                }
                watch = controller()
                        .watcher()
                        .watch(open.access(), task(), open.watchSettings().closely(), new JobListener());
            }
        }

        private CompletableFuture<LogTail> archived(TaskJob job, int last) throws Exception {
            return connection().client().logs().archived(task().workflow(), task().id(), job.name(), last);
        }

        private void end(TaskJob job, LogTail tail) throws Exception {
            if (tail.isEmpty()) {
                console().noLog(job);
            } else if (print) {
                console().log(job.label(), tail);
            }
            succeed(text(tail.lines()));
        }

        /** The job that the user means. */
        private TaskJob job(WorkflowTask task) throws Exception {
            List<Predicate<TaskJob>> meanings = List.of(
                    job -> job.name().equals(wanted),
                    job -> job.configuredName().equals(wanted),
                    job -> job.label().equals(wanted) || job.displayName().equals(wanted));
            for (Predicate<TaskJob> meaning : meanings) {
                var meant = task.jobs().stream().filter(meaning).toList();
                if (meant.size() == 1) {
                    return meant.get(0);
                }
                if (meant.size() > 1) {
                    throw new AbortException(Messages.ZadigTaskLogStep_several(task(), wanted, labels(meant)));
                }
            }
            throw new AbortException(Messages.ZadigTaskLogStep_unknown(task(), wanted, labels(task.jobs())));
        }

        private static String labels(List<TaskJob> jobs) {
            return PlainText.line(jobs.stream().map(TaskJob::label).distinct().collect(Collectors.joining(", ")));
        }

        /** Tells whether the job runs. Called with a lock held, so decisions are taken on another thread. */
        private final class JobListener implements WatchListener {
            @Override
            public void seen(WorkflowTask task, List<Change> changes) {
                onWorker(() -> {
                    try {
                        look(task);
                    } catch (AbortException x) {
                        stopWatching();
                        throw x;
                    }
                });
            }

            @Override
            public void contactLost(ZadigException why) {
                onWorker(() -> console().contactLost(why, errors().of(why)));
            }

            @Override
            public void contactBack(Instant since) {
                var now = controller().timeline().now();
                onWorker(() -> console().contactBack(since, now));
            }

            @Override
            public void failed(ZadigException why, Instant since) {
                onWorker(() -> {
                    hangUp();
                    Execution.this.failed(why);
                });
            }
        }

        private void look(WorkflowTask task) throws Exception {
            var job = job(task);
            var status = TaskStatus.of(job.status());
            if (status.ended() || TaskStatus.of(task.status()).ended()) {
                if (stopWatching()) {
                    finish(job);
                }
            } else if (status != TaskStatus.NOT_STARTED) {
                follow(job);
            } else if (!told) {
                told = true;
                console().say(Messages.ZadigTaskLogStep_waiting(PlainText.line(job.label())));
            }
        }

        private synchronized void follow(TaskJob job) throws Exception {
            if (following != null) {
                following.goesOn();
                return;
            }
            if (watch == null || isOver()) {
                return;
            }
            var console = console();
            console.say(Messages.ZadigTaskLogStep_following(PlainText.line(job.label())));
            var open = connection();
            var printed = new AtomicInteger();
            var live = new LogFollow(
                    () -> open.client().logs(),
                    task(),
                    job.name(),
                    lines,
                    controller().timeline(),
                    line -> print(console, job, printed.incrementAndGet(), line));
            following = live;
            live.begin();
        }

        private void print(TaskConsole console, TaskJob job, int number, String line) {
            if (print && number <= MAX_LINES) {
                console.logLine(line);
            } else if (print && number == MAX_LINES + 1) {
                console.logGoesOn(job.label());
            }
        }

        /** The archived log has what the live one may have missed. */
        private void finish(TaskJob job) throws Exception {
            LogFollow followed;
            synchronized (this) {
                followed = following;
            }
            if (followed == null) {
                then(archived(job, lines), tail -> end(job, tail));
                return;
            }
            then(
                    followed.end(),
                    ended -> archived(job, MAX_LINES)
                            .whenComplete((tail, thrown) -> onWorker(() -> complete(job, followed, tail, thrown))));
        }

        private void complete(
                TaskJob job, LogFollow followed, @CheckForNull LogTail tail, @CheckForNull Throwable thrown)
                throws Exception {
            if (tail == null) {
                console().logMissed(job.label(), errors().of(ZadigException.of(thrown)));
            } else if (tail.isEmpty()) {
                console().noLog(job);
            } else {
                var missing = followed.complete(tail);
                if (missing > 0) {
                    console().logGap(job.label(), missing);
                }
            }
            succeed(text(followed.last()));
        }

        /** The last lines, as far as a build should keep them. */
        private String text(List<String> all) {
            var kept = new ArrayDeque<String>();
            var size = 0;
            for (int i = all.size() - 1; i >= Math.max(0, all.size() - lines); i--) {
                size += all.get(i).length() + 1;
                if (size > MAX_TEXT) {
                    break;
                }
                kept.addFirst(all.get(i));
            }
            return String.join("\n", kept);
        }

        private boolean stopWatching() {
            Watch watching;
            synchronized (this) {
                watching = watch;
                watch = null;
            }
            if (watching != null) {
                watching.stop();
            }
            return watching != null;
        }

        private void hangUp() {
            LogFollow followed;
            synchronized (this) {
                followed = following;
            }
            if (followed != null) {
                followed.stop();
            }
        }

        @Override
        public void stop(@NonNull Throwable cause) throws Exception {
            super.stop(cause);
            onWorker(() -> {
                stopWatching();
                hangUp();
            });
        }

        /** What was printed before the restart is not known any more: the log begins with its tail again. */
        @Override
        void resume() throws Exception {
            if (follow) {
                console().say(Messages.ZadigTaskLogStep_restarted());
            }
            begin();
        }
    }
}
