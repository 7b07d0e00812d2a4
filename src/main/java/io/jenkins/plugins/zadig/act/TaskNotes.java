package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is kept and told of a task: in the build's folder, on its page, and on the console as long as that is open. */
final class TaskNotes {
    private static final Logger LOGGER = Logger.getLogger(TaskNotes.class.getName());

    private final Actor actor;
    private final OpenTaskFile file;
    private final boolean resumed;
    private final Object keeping = new Object();
    private final Object telling = new Object();

    @CheckForNull
    private TaskConsole console;

    private final TaskRecorder recorder = Shown.calmly(TaskRecorder.class, this::page);

    @CheckForNull
    private TaskRecorder page;

    /**
     * Goes on with what the same step of the build has kept, or begins.
     *
     * @param order what the step asks for
     * @throws AbortException when what it kept cannot be read, or may be of another step
     */
    TaskNotes(Actor actor, StepTask wanted, String order) throws AbortException {
        this.actor = actor;
        var fresh = OpenTask.begin(actor, wanted, actor.mask().apply(order));
        var known = wanted.resumes()
                ? OpenTaskFile.find(actor.run(), wanted.step())
                : KeptOrders.take(actor.run(), fresh, wanted.node());
        resumed = known != null && known.task().isOf(wanted.launch(), wanted.task());
        file = resumed ? known : OpenTaskFile.begin(actor.run(), fresh);
    }

    /** Whether the step was here before the controller stopped. */
    boolean resumed() {
        return resumed;
    }

    OpenTask state() {
        return file.task();
    }

    /** The task; its number is 0 while it is not known. */
    TaskRef ref() {
        return state().ref();
    }

    TaskConsole console() {
        var state = state();
        synchronized (telling) {
            if (console == null || !console.isOf(state.ref())) {
                console = new TaskConsole(actor.listener(), state.ref(), actor.address(), state.told());
            }
            return console;
        }
    }

    TaskRecorder recorder() {
        return recorder;
    }

    private TaskRecorder page() {
        synchronized (keeping) {
            if (page == null) {
                page = BuildRecorder.get().keep(actor, ref());
            }
            return page;
        }
    }

    /** Changes what is kept before something is sent, and goes on when it is written; else with a line for users. */
    void change(UnaryOperator<OpenTask> change) {
        var failure = tryChange(change);
        if (failure != null) {
            throw new CompletionException(
                    new AbortException(Messages.TaskNotes_notKept(actor.run().getFullDisplayName(), failure)));
        }
    }

    /** Changes what is kept, and writes it; tells why that could not be written, {@code null} when it was. */
    @CheckForNull
    Exception tryChange(UnaryOperator<OpenTask> change) {
        try {
            file.change(change);
            return null;
        } catch (IOException | RuntimeException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot keep a task of " + actor.run());
            return x;
        }
    }

    /** Changes what is kept, and goes on at once. */
    void note(UnaryOperator<OpenTask> change) {
        file.note(change);
        actor.workers().execute(file::flush);
    }

    /** There is nothing more to do with the task. */
    void close() {
        if (file.isKept()) {
            file.note(OpenTask::close);
            file.flush();
        }
    }

    /** Tells what became of the task, where users look: the console, or the build's page when that is closed. */
    void tell(String line, String url) {
        if (ref().id() != 0) {
            console().say(line);
        } else {
            actor.say(line);
        }
        actor.tellLate(TaskText.name(ref()), line, url);
    }

    TaskResult result(
            @CheckForNull WorkflowTask task, @CheckForNull TestTotals tests, @CheckForNull ProductTaskDetail detail) {
        var ref = ref();
        var state = state();
        return new TaskResult(
                ref, ref.page(actor.address()), state.launchedBy(), state.createTime(), task, tests, detail, Map.of());
    }
}
