package io.jenkins.plugins.zadig.preview;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A build of the preview: runs in threads of its own, and can be watched, aborted and "restarted" meanwhile. */
public final class PreviewRun extends Run<PreviewJob, PreviewRun> {
    /** Who starts builds, and answers where they ask. */
    static final String USER = "preview";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final transient Console console;
    private final transient CountDownLatch finished = new CountDownLatch(1);
    private final transient AtomicInteger nodeIds = new AtomicInteger(2);
    private final transient List<PreviewNode> nodes = new CopyOnWriteArrayList<>();
    private final transient List<StepCall> calls = new CopyOnWriteArrayList<>();

    /** Nodes of several runs have the same ids, so their executions tell them apart. */
    private final transient FlowExecution execution = new FlowExecution() {
        @Override
        public FlowNode getNode(String id) {
            return nodes.stream()
                    .filter(node -> node.getId().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    };

    private final transient Map<String, String> variables = new ConcurrentHashMap<>();
    private final transient Map<String, String> passwords = new ConcurrentHashMap<>();
    private transient volatile Branch program;
    private transient volatile Throwable failure;
    private transient volatile Result supposed;

    PreviewRun(PreviewJob job, Console console) throws IOException {
        super(job);
        this.console = console;
    }

    /** The result; that of a build without trouble is SUCCESS once it has ended. */
    public Result result() {
        Result known = getResult();
        return known == null && !isBuilding() ? Result.SUCCESS : known;
    }

    /** The console as a person reads it. */
    public String log() {
        return console.text();
    }

    /** Where the hyperlinks of the console lead, in their order. */
    public List<String> links() {
        return console.links();
    }

    /** What ended the build early, or {@code null}. */
    public Throwable failure() {
        return failure;
    }

    /** The nodes of the steps of that name, in the order of their start. */
    public List<PreviewNode> nodes(String function) {
        return nodes.stream().filter(node -> node.function().equals(function)).toList();
    }

    /** What each stage counts as, by its name: what it threw, or else the worst warning in it. */
    public Map<String, String> stages() {
        Map<String, String> stages = new LinkedHashMap<>();
        for (PreviewNode stage : nodes("stage")) {
            Result result =
                    stage.failure() == null ? worstWarning(stage) : Failures.resultOf(stage.failure());
            stages.put(stage.getAction(LabelAction.class).getDisplayName(), result.toString());
        }
        return stages;
    }

    /** While something runs that is to see this result. */
    void during(Result result, Runnable body) {
        Result before = supposed;
        supposed = result;
        try {
            body.run();
        } finally {
            supposed = before;
        }
    }

    @Override
    public Result getResult() {
        Result known = super.getResult();
        return supposed == null || known != null && known.isWorseThan(supposed) ? known : supposed;
    }

    /** The worst warning on a node or within its block; SUCCESS for none. */
    Result worstWarning(PreviewNode block) {
        Result worst = Result.SUCCESS;
        for (PreviewNode node : nodes) {
            WarningAction warning = node.isWithin(block) ? node.getAction(WarningAction.class) : null;
            if (warning != null && warning.getResult().isWorseThan(worst)) {
                worst = warning.getResult();
            }
        }
        return worst;
    }

    /** Waits for the end; fails after a minute. */
    public PreviewRun await() {
        return await(PATIENCE);
    }

    public PreviewRun await(Duration atMost) {
        try {
            if (!finished.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The build still runs after " + atMost + ":\n" + log());
            }
            return this;
        } catch (InterruptedException e) {
            throw Sneaky.rethrow(e);
        }
    }

    /** Waits until the console contains a text; fails when the build ends without it, or after a minute. */
    public PreviewRun awaitLog(String text) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!log().contains(text)) {
            if (System.nanoTime() > deadline || (finished.getCount() == 0 && !log().contains(text))) {
                throw new AssertionError("The console never said \"" + text + "\":\n" + log());
            }
            pause();
        }
        return this;
    }

    /** Aborts the build as a user does who clicks on the cross; returns at once. */
    public PreviewRun abort(String user) {
        CauseOfInterruption cause = new CauseOfInterruption.UserInterruption(User.getOrCreateByIdOrFullName(user));
        program.interrupt(new FlowInterruptedException(Result.ABORTED, true, cause));
        synchronized (this) {
            if (getActions(InterruptedBuildAction.class).isEmpty()) {
                addAction(new InterruptedBuildAction(List.of(cause)));
                cause.print(console);
            }
        }
        return this;
    }

    /** Restarts the controller in good order: what the plugin's steps hold in memory is saved, dropped and read back. */
    public PreviewRun restart() {
        List<StepCall> waiting = waiting();
        waiting.forEach(StepCall::save);
        resume(waiting);
        return this;
    }

    /** Loses the controller at this instant: the plugin's steps go on from the state they saved last. */
    public PreviewRun crash() {
        resume(waiting());
        return this;
    }

    private void resume(List<StepCall> waiting) {
        waiting.forEach(StepCall::drop);
        central.memory.IndexedExtensions.restart();
        console.println("Resuming build at " + getTime() + " after Jenkins restart");
        waiting.forEach(StepCall::resume);
    }

    private List<StepCall> waiting() {
        return calls.stream().filter(call -> !call.isDone()).toList();
    }

    @Override
    public boolean isBuilding() {
        return finished == null || finished.getCount() > 0;
    }

    @Override
    public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
        EnvVars environment = super.getEnvironment(listener);
        environment.putAll(variables);
        return environment;
    }

    /** What {@code env.NAME = value} and parameters add to the environment of all steps. */
    Map<String, String> variables() {
        return variables;
    }

    /** The values of password parameters, by their names. */
    Map<String, String> passwords() {
        return passwords;
    }

    Console console() {
        return console;
    }

    PreviewNode newNode(PreviewNode block, String function) {
        PreviewNode node = new PreviewNode(execution, nodeIds.incrementAndGet(), block, function);
        nodes.add(node);
        return node;
    }

    void add(StepCall call) {
        calls.add(call);
    }

    void start(Branch branch) {
        program = branch;
    }

    /** Decides the result as Jenkins does for what a program throws, and says how it ended. */
    void finish(Throwable thrown) {
        failure = thrown;
        if (thrown != null) {
            setResult(Failures.resultOf(thrown));
            Failures.print(thrown, this, console);
        }
    }

    @SuppressWarnings("unchecked")
    void close() {
        ExtensionList.lookup(RunListener.class).forEach(listener -> listener.onCompleted(this, console));
        console.println("Finished: " + (getResult() == null ? Result.SUCCESS : getResult()));
        finished.countDown();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            throw Sneaky.rethrow(e);
        }
    }
}
