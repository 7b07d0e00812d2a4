package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * What a step that begins goes on with. After a crash a Pipeline can go on from an earlier state than that in which its steps
 * sent something. Then it gives the ids of nodes out again, and where branches are parallel, to other steps than before.
 * So a step takes what its own order made, under whichever id, and nothing else.
 */
final class KeptOrders {
    /** Two branches must not take the same. */
    private static final Object TAKING = new Object();

    private KeptOrders() {}

    /**
     * What the order of a step has made before the crash; {@code null} for nothing.
     *
     * @param fresh the step that begins
     * @param node its own; {@code null} in a freestyle build, which does not outlive a crash
     * @throws AbortException when what was kept cannot be read; and when something was sent under the id that this order
     *     did not make: it may have been this step, whose order differs with the time
     */
    @CheckForNull
    static OpenTaskFile take(Run<?, ?> run, OpenTask fresh, @CheckForNull FlowNode node) throws AbortException {
        if (node == null || LiveTasks.get().isPlain(run)) {
            return null;
        }
        try {
            synchronized (TAKING) {
                return take(run, fresh, node.getExecution());
            }
        } catch (AbortException x) {
            throw x;
        } catch (IOException x) {
            throw (AbortException) new AbortException(Messages.KeptOrders_unreadable(x)).initCause(x);
        }
    }

    @CheckForNull
    private static OpenTaskFile take(Run<?, ?> run, OpenTask fresh, FlowExecution execution) throws IOException {
        var own = OpenTaskFile.find(run, fresh.step());
        if (own != null && own.task().isAt(fresh)) {
            return own;
        }
        var forgotten = new ArrayList<OpenTaskFile>();
        for (OpenTaskFile file : OpenTaskFile.load(run)) {
            if (isForgotten(file.task().step(), file.task().started(), execution)) {
                forgotten.add(file);
            }
        }
        var made = forgotten.stream()
                .filter(file -> file.task().order() == fresh.order())
                .min(Comparator.comparing((OpenTaskFile file) -> !file.isOf(fresh))
                        .thenComparingLong(file -> file.task().started()));
        if (own != null && made.filter(file -> file.isOf(fresh)).isEmpty()) {
            if (made.isEmpty() && own.task().asked() && own.task().launch() && fresh.launch()) {
                throw new AbortException(Messages.KeptOrders_another(
                        TaskText.name(own.task().ref()), own.task().page()));
            }
            own.putAside();
        }
        return made.isEmpty() ? null : made.get().moveTo(fresh);
    }

    /** Whether a step that has kept something is not part of the Pipeline any more. */
    static boolean isForgotten(String step, long started, FlowExecution execution) throws IOException {
        var node = execution.getNode(step);
        return node == null || OpenTask.started(node) != started;
    }
}
