package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.zadig.act.BuildTask;
import io.jenkins.plugins.zadig.act.CheckedRunnable;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.OwnTasks;
import io.jenkins.plugins.zadig.act.StepTask;
import io.jenkins.plugins.zadig.act.TaskDisplay;
import io.jenkins.plugins.zadig.act.TaskResult;
import io.jenkins.plugins.zadig.api.Defects;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A step that waits for a task. It holds no thread while it does. What it needs to go on after a restart is kept by
 * {@link BuildTask}, whatever the durability of the Pipeline.
 */
abstract class WaitingExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final TaskChoice choice;
    private final WaitOptions options;
    private final boolean waits;

    /** Why the step is being stopped, while the task is being cancelled; an abort goes on after a restart, too. */
    @CheckForNull
    private volatile Throwable stopping;

    private final GraphPause pause = new GraphPause();

    @CheckForNull
    private transient volatile BuildTask task;

    private transient volatile String status;

    WaitingExecution(StepContext context, WaitingStep step, TaskChoice choice, WaitOptions options) {
        super(context, choice.server(), step.credentialsId);
        this.choice = choice;
        this.options = options;
        waits = step.waits();
    }

    /** Whether the step starts the task that it waits for. */
    boolean launches() {
        return false;
    }

    /** What comes before the wait. */
    abstract Opening opening() throws Exception;

    @Override
    String server() throws IOException, InterruptedException {
        return choice.server(run());
    }

    @Override
    String subject() {
        return choice.subject();
    }

    @Override
    void begin() throws Exception {
        actor().requireWait(choice.ref(actor()), options);
        followOnceSaved();
    }

    @Override
    final boolean hasBegun() throws IOException, InterruptedException {
        return kept() != null;
    }

    /** What the step has kept; one that cannot read it waits for nobody any more. */
    @CheckForNull
    private OwnTasks.Place kept() throws IOException, InterruptedException {
        try {
            return new OwnTasks(run()).of(step());
        } catch (AbortException x) {
            new Display(node()).person(null);
            throw x;
        }
    }

    @Override
    final void resume() throws Exception {
        var kept = kept();
        if (kept == null) {
            // Nothing was asked of Zadig yet.
            begin();
        } else {
            reopen(kept.server(), kept.address());
            follow();
        }
    }

    private String step() throws IOException, InterruptedException {
        var node = node();
        return node == null ? "" : node.getId();
    }

    /** After a crash a Pipeline that does not know the step would begin it once more, under another id. */
    final void followOnceSaved() {
        then(save().exceptionally(thrown -> null), saved -> follow());
    }

    private void follow() throws Exception {
        if (isOver()) {
            return;
        }
        var actor = actor();
        var node = node();
        var wanted = new StepTask(
                step(), node, launches(), choice.known(actor), choice.launchedBy(), options, waits, resumed);
        var before = stopping;
        if (before != null && !resumed) {
            return;
        }
        var following = BuildTask.begin(actor, wanted, opening(), new Display(node), before);
        task = following;
        following.end().thenApply(WaitingExecution::handle).whenComplete((handle, thrown) -> {
            if (thrown == null) {
                succeed(handle);
            } else {
                failed(thrown);
            }
        });
        var since = stopping;
        if (isOver()) {
            following.abandon();
        } else if (since != null && before == null) {
            following.stop(since);
        }
    }

    /** Does what the step can do without: whatever it throws is logged. */
    private void show(CheckedRunnable work) {
        work.on(controller(), Defects::log);
    }

    private static TaskHandle handle(TaskResult result) {
        var handle = new TaskHandle(result.ref(), result.page(), result.launchedBy(), result.task());
        if (result.task() == null) {
            handle.setCreateTime(result.createTime());
        }
        var detail = result.detail();
        if (detail != null) {
            handle.setDetail(detail);
        }
        var tests = result.tests();
        if (tests != null) {
            handle.setTests(tests);
        }
        var task = result.task();
        if (task != null && !result.logs().isEmpty()) {
            handle.setStages(task, result.logs());
        }
        return handle;
    }

    /** Shows on the step's node how it is with the task. */
    private final class Display implements TaskDisplay {
        @CheckForNull
        private final FlowNode node;

        Display(@CheckForNull FlowNode node) {
            this.node = node;
        }

        @Override
        public void task(TaskRef ref) {
            GraphLabel.show(node, ref);
        }

        @Override
        public void status(String text) {
            status = text;
        }

        @Override
        public void person(@CheckForNull String why) {
            if (pause.because(why)) {
                show(() -> pause.show(node));
            }
        }

        @Override
        public void unstable(String why) {
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(why));
            }
        }
    }

    @Override
    final void abandon() {
        super.abandon();
        var following = task;
        if (following != null) {
            following.abandon();
        }
    }

    @Override
    public final void stop(Throwable cause) {
        var first = stopping == null;
        stopping = cause;
        var following = task;
        if (following != null) {
            following.stop(cause);
            show(this::save);
        } else if (!resumed || !first) {
            // Nothing was sent, or whoever stops it does not want to wait for what was.
            fail(cause);
        } else {
            controller()
                    .timeline
                    .after(
                            BuildTask.GRACE,
                            () -> onWorker(() -> {
                                if (task == null) {
                                    fail(cause);
                                }
                            }));
        }
    }

    @Override
    public final String getStatus() {
        return status == null ? super.getStatus() : status;
    }
}
